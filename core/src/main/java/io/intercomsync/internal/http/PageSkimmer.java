package io.intercomsync.internal.http;

import com.squareup.moshi.JsonEncodingException;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;

/**
 * Shortens a page while it comes in: keeps only the member {@code id} of each object in its lists. The list of errors stays
 * whole. Holds a few kilobytes, whatever comes. Looks only at the ends of texts, objects and lists, so other faults in the
 * parts that it leaves out go unnoticed.
 */
final class PageSkimmer extends ForwardingSource {
    /** The longest name or id that is held, in bytes. */
    private static final int LONGEST = 2_000;

    private static final byte[] ID = {'i', 'd'};
    private static final byte[] ERRORS = {'e', 'r', 'r', 'o', 'r', 's'};

    private static final int MOST_LEVELS = 255;
    private static final int LEVEL_OF_LIST = 2;
    private static final int LEVEL_OF_ITEM = 3;

    private final BufferedSource page;
    private final byte[] chunk = new byte[8192];
    private final byte[] name = new byte[LONGEST];
    private final Buffer id = new Buffer();
    /** Has a bit for each open object or list, the outermost first; set for a list. */
    private final BitSet lists = new BitSet();

    private int depth;
    private int nameSize;
    private boolean isInText;
    private boolean isEscaped;
    private boolean isInName;
    private boolean isInValue;
    private boolean isInErrors;
    private boolean isInList;
    private boolean isInItem;
    private boolean isInId;

    PageSkimmer(BufferedSource page) {
        super(page);
        this.page = page;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long before = sink.size();
        while (sink.size() == before) {
            int length = page.read(chunk);
            if (length < 0) {
                return -1;
            }
            shorten(length, sink);
        }
        return sink.size() - before;
    }

    private void shorten(int length, Buffer sink) throws IOException {
        int copied = 0;
        for (int i = 0; i < length; i++) {
            int start = i;
            boolean wasInItem = isInItem;
            if (isInText) {
                i = skipText(i, length) - 1;
            } else {
                follow(chunk[i]);
            }
            if (isInId && id.size() <= LONGEST) {
                id.write(chunk, start, i + 1 - start);
            } else if (isInItem && !wasInItem) {
                sink.write(chunk, copied, i + 1 - copied);
            } else if (wasInItem && !isInItem) {
                writeId(sink);
                copied = i;
            }
        }
        if (!isInItem) {
            sink.write(chunk, copied, length - copied);
        }
    }

    /** Goes to the end of a text, or of the chunk, and returns the position behind it. */
    private int skipText(int from, int length) {
        int i = from;
        boolean escaped = isEscaped;
        boolean isOpen = true;
        while (isOpen && i < length) {
            byte c = chunk[i++];
            isOpen = escaped || c != '"';
            escaped = !escaped && c == '\\';
        }
        isEscaped = escaped;
        isInText = isOpen;
        if (isInName) {
            int size = Math.min(i - from - (isOpen ? 0 : 1), LONGEST - nameSize);
            System.arraycopy(chunk, from, name, nameSize, size);
            nameSize += size;
        }
        return i;
    }

    private void follow(byte c) throws IOException {
        switch (c) {
            case '"' -> beginText();
            case '{', '[' -> begin(c == '[');
            case '}', ']' -> end(c == ']');
            case ':' -> beginValue();
            case ',' -> endValue();
            default -> {}
        }
    }

    private void beginText() {
        isInText = true;
        isInName = isAmongMembers() && !isInValue;
        nameSize = 0;
    }

    private boolean isAmongMembers() {
        return depth == 1 || (isInItem && depth == LEVEL_OF_ITEM);
    }

    private void begin(boolean isList) throws IOException {
        if (depth == MOST_LEVELS) {
            throw new AnswerTooLargeException("it is nested more than " + MOST_LEVELS + " levels deep");
        }
        lists.set(depth++, isList);
        if (depth == LEVEL_OF_LIST) {
            isInList = isList && !lists.get(0) && !isInErrors;
        } else if (depth == LEVEL_OF_ITEM && isInList && !isList) {
            isInItem = true;
            isInValue = false;
            id.clear();
        }
    }

    private void end(boolean isList) throws IOException {
        if (depth == 0 || lists.get(depth - 1) != isList) {
            throw new JsonEncodingException("Brackets that do not match");
        }
        depth--;
        if (depth < LEVEL_OF_ITEM) {
            isInItem = false;
            isInId = false;
        }
    }

    private void beginValue() {
        if (isAmongMembers()) {
            isInValue = true;
            isInErrors = depth == 1 && isNamed(ERRORS);
            isInId = isInItem && isNamed(ID);
            if (isInId) {
                id.clear();
            }
        }
    }

    private void endValue() {
        if (isAmongMembers()) {
            isInValue = false;
            isInId = false;
        }
    }

    private boolean isNamed(byte[] wanted) {
        if (nameSize <= wanted.length) { // an escape is longer than its character
            return Arrays.equals(name, 0, nameSize, wanted, 0, wanted.length);
        }
        for (int i = 0; i < nameSize; i++) {
            if (name[i] == '\\') {
                String spelt = new String(name, 0, nameSize, StandardCharsets.UTF_8);
                return decoded(spelt).equals(new String(wanted, StandardCharsets.UTF_8));
            }
        }
        return false;
    }

    private static String decoded(String spelt) {
        try {
            return String.valueOf(Json.read('"' + spelt + '"'));
        } catch (IllegalArgumentException notJson) {
            return spelt;
        }
    }

    /** Writes the id with the colon before it. An id that is too long to be one becomes a value that is no id. */
    private void writeId(Buffer sink) throws IOException {
        if (id.size() > LONGEST) {
            sink.writeUtf8("\"id\":false");
        } else if (id.size() > 0) {
            sink.writeUtf8("\"id\"");
            sink.writeAll(id);
        }
    }
}
