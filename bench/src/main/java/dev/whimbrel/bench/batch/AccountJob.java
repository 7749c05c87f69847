package dev.whimbrel.bench.batch;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The job: a cursor on MariaDB, a processor, batches of INSERT into PostgreSQL that its driver rewrites into statements of many
 * rows. The job's own records are kept in memory, which costs least.
 */
final class AccountJob {
    private AccountJob() {}

    /** @param args source and target as JDBC addresses with user and password in them; rows in a chunk; {@code plain} or {@code rules} */
    public static void main(String[] args) throws Exception {
        SingleConnectionDataSource source = new SingleConnectionDataSource(args[0], true);
        SingleConnectionDataSource target = new SingleConnectionDataSource(args[1], true);
        JobExecution ended = run(source, target, Integer.parseInt(args[2]), processor(args[3]));
        source.destroy();
        target.destroy();
        if (ended.getStatus() != BatchStatus.COMPLETED) {
            ended.getAllFailureExceptions().forEach(failure -> System.err.println(failure));
            System.exit(1);
        }
    }

    private static ItemProcessor<Account, Account> processor(String mapping) {
        return mapping.equals("rules") ? Rules::apply : account -> account;
    }

    private static JobExecution run(
            SingleConnectionDataSource source,
            SingleConnectionDataSource target,
            int chunk,
            ItemProcessor<Account, Account> processor)
            throws Exception {
        JobRepository repository = new ResourcelessJobRepository();
        Step step = new StepBuilder("accounts", repository)
                .<Account, Account>chunk(chunk)
                .transactionManager(new JdbcTransactionManager(target))
                .reader(reader(source))
                .processor(processor)
                .writer(writer(target))
                .build();
        Job job = new JobBuilder("accounts", repository).start(step).build();
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        return operator.start(job, new JobParameters());
    }

    private static JdbcCursorItemReader<Account> reader(SingleConnectionDataSource source) {
        return new JdbcCursorItemReaderBuilder<Account>()
                .name("accounts")
                .dataSource(source)
                .sql(Account.SELECT)
                .rowMapper(Account::read)
                .fetchSize(10_000)
                .saveState(false)
                .verifyCursorPosition(false)
                .build();
    }

    private static JdbcBatchItemWriter<Account> writer(SingleConnectionDataSource target) {
        JdbcBatchItemWriter<Account> writer = new JdbcBatchItemWriterBuilder<Account>()
                .dataSource(target)
                .sql(Account.INSERT)
                .itemPreparedStatementSetter(Account::write)
                // A rewritten batch tells no number of rows for each of its parts.
                .assertUpdates(false)
                .build();
        return writer;
    }
}
