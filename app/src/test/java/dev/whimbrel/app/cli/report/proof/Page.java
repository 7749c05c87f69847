package dev.whimbrel.app.cli.report.proof;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page of HTML that was read as XML, and so is well-formed. */
final class Page {
    private final String html;
    private final Document document;

    Page(String html) throws Exception {
        this.html = html;
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setExpandEntityReferences(false);
        this.document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    static Page of(ProofModel model) throws Exception {
        return new Page(new ProofPage(model).html());
    }

    String html() {
        return html;
    }

    /** What a reader sees or hears: all text but style and script. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Element element : all("body")) {
            text.append(element.getTextContent());
        }
        all("script")
                .forEach(script ->
                        text.delete(text.length() - script.getTextContent().length() - 1, text.length()));
        return text.toString();
    }

    /** Elements of this name, or of all names for {@code *}, in the order of the page. */
    List<Element> all(String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
