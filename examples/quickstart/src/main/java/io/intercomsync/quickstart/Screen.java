package io.intercomsync.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;

/** Prints lines that stay and, on a terminal, a block of progress lines below them that is drawn again and again. */
final class Screen {
    private static final String TO_END_OF_LINE = "\u001b[K";
    private static final String TO_END_OF_SCREEN = "\u001b[J";

    private final PrintStream out;
    private final boolean isTerminal;
    private int boardLines;

    Screen(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    boolean isTerminal() {
        return isTerminal;
    }

    /** Prints one or more lines that stay. */
    synchronized void print(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** Draws the progress lines again. Call it on a terminal only. */
    synchronized void draw(List<String> board) {
        StringBuilder lines = new StringBuilder(up(boardLines));
        board.forEach(line -> lines.append(line).append(TO_END_OF_LINE).append('\n'));
        boardLines = board.size();
        out.print(lines);
        out.flush();
    }

    /** Keeps the progress lines on the screen. The next output is printed below them. */
    synchronized void leaveBoard() {
        boardLines = 0;
    }

    private void wipe() {
        if (boardLines > 0) {
            out.print(up(boardLines) + TO_END_OF_SCREEN);
            out.flush();
            boardLines = 0;
        }
    }

    private static String up(int lines) {
        return lines == 0 ? "" : "\u001b[" + lines + "A\r";
    }

    /** Returns a stream that first erases the progress lines. The next draw prints them below the output. */
    PrintStream above(PrintStream stream) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        write(new byte[] {(byte) one}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        synchronized (Screen.this) {
                            wipe();
                            stream.write(bytes, offset, length);
                            stream.flush();
                        }
                    }
                },
                true,
                Charset.defaultCharset());
    }
}
