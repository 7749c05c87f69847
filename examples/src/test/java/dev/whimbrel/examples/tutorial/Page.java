package dev.whimbrel.examples.tutorial;

import java.util.ArrayList;
import java.util.List;

/** The fenced blocks of a Markdown page, in their order. */
record Page(List<Block> blocks) {
    private static final String FENCE = "```";

    Page {
        blocks = List.copyOf(blocks);
    }

    /**
     * A fenced block.
     *
     * @param kind what stands after the opening fence, such as {@code sql old}
     * @param line line of the opening fence, from 1
     */
    record Block(String kind, String text, int line) {}

    static Page parse(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        int open = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (open < 0) {
                open = i;
            } else {
                String kind = lines.get(open).substring(FENCE.length()).strip();
                blocks.add(new Block(kind, String.join("\n", lines.subList(open + 1, i)), open + 1));
                open = -1;
            }
        }
        if (open >= 0) {
            throw new IllegalArgumentException("The block of line " + (open + 1) + " has no end");
        }
        return new Page(blocks);
    }

    List<Block> of(String kind) {
        return blocks.stream().filter(b -> b.kind().equals(kind)).toList();
    }
}
