package io.intercomsync.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;

/**
 * Shortens a page that is too large to be held while it comes in: of each object in one of its lists, only the member {@code id}
 * stays. It holds a few kilobytes, whatever comes.
 */
final class PageSkimmer extends ForwardingSource {
    private static final int LONGEST = 300;
    private static final int DEPTH_OF_ITEM = 3;

    private final BufferedSource page;
    private final byte[] chunk = new byte[8192];
    private final Buffer text = new Buffer();
    private final Buffer value = new Buffer();
    private int depth;
    private boolean isInText;
    private boolean isEscaped;
    private boolean isInList;
    private boolean isInItem;
    private String name = "";
    private boolean isValue;

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
            for (int i = 0; i < length; i++) {
                follow(chunk[i], sink);
            }
        }
        return sink.size() - before;
    }

    private void follow(byte c, Buffer sink) throws IOException {
        if (!isInItem) {
            sink.writeByte(c);
        }
        if (isInText) {
            followText(c);
        } else if (c == '"') {
            isInText = true;
            text.clear();
            capture(c);
        } else if (c == '{' || c == '[') {
            begin(c);
        } else if (c == '}' || c == ']') {
            end(sink);
        } else if (isInItem && depth == DEPTH_OF_ITEM && (c == ':' || c == ',')) {
            isValue = c == ':';
            name = isValue ? text.readString(StandardCharsets.UTF_8) : "";
            if (name.equals("id")) {
                value.clear();
            }
        } else {
            capture(c);
        }
    }

    private void followText(byte c) {
        capture(c);
        if (!isEscaped && c == '"') {
            isInText = false;
        } else if (text.size() < LONGEST) {
            text.writeByte(c);
        }
        isEscaped = !isEscaped && c == '\\';
    }

    private void begin(byte c) {
        depth++;
        isInList |= depth == 2 && c == '[';
        if (isInList && depth == DEPTH_OF_ITEM && c == '{') {
            isInItem = true;
            isValue = false;
            value.clear();
        }
    }

    private void end(Buffer sink) throws IOException {
        depth--;
        isInList &= depth >= 2;
        if (isInItem && depth < DEPTH_OF_ITEM) {
            isInItem = false;
            if (value.size() > 0 && value.size() <= LONGEST) {
                sink.writeUtf8("\"id\":");
                sink.writeAll(value);
            }
            sink.writeByte('}');
        }
    }

    /** Keeps the value of the id. */
    private void capture(byte c) {
        if (isInItem && depth == DEPTH_OF_ITEM && isValue && name.equals("id") && value.size() <= LONGEST) {
            value.writeByte(c);
        }
    }
}
