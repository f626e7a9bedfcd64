package io.intercomsync.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;

/** Where the program prints: lines that stay and, on a terminal, below them a board of lines that is drawn over. */
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

    /** Prints a line, or several, that stay. */
    synchronized void print(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** Draws the board anew; only for terminals. */
    synchronized void draw(List<String> board) {
        StringBuilder lines = new StringBuilder(up(boardLines));
        board.forEach(line -> lines.append(line).append(TO_END_OF_LINE).append('\n'));
        boardLines = board.size();
        out.print(lines);
        out.flush();
    }

    /** Lets the board stand as it is; what is printed next comes below it. */
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

    /** The stream, with each write to it taking the place of the board, which the next draw puts below. */
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
