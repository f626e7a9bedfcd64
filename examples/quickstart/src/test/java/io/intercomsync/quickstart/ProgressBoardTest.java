package io.intercomsync.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.report.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen terminal = new Screen(new PrintStream(printed, true, UTF_8), true);

    @Test
    void shows_a_bar_for_each_feed_on_a_terminal() {
        ProgressBoard board = new ProgressBoard(terminal);
        board.onProgress(new Progress("contacts", 1_000, 4_000L, 250, Duration.ofSeconds(75)));
        board.onProgress(new Progress("companies", 30, null, 10, null));

        board.end();

        assertThat(printed.toString(UTF_8))
                .contains("  contacts      [###...........]         1,000/4,000   250/s  1 min 15 s left\u001b[K")
                .containsPattern("  companies {39}30 {4}10/s\u001b\\[K");
    }

    @Test
    void draws_over_the_board_and_lets_log_lines_stand_above_it() {
        terminal.draw(List.of("one", "two"));
        terminal.above(new PrintStream(printed, true, UTF_8)).print("a warning\n");
        terminal.draw(List.of("three", "four"));
        terminal.draw(List.of("five", "six"));

        assertThat(printed.toString(UTF_8).replace('\u001b', '~')).isEqualTo("""
                one~[K
                two~[K
                ~[2A\r~[Ja warning
                three~[K
                four~[K
                ~[2A\rfive~[K
                six~[K
                """);
    }

    @Test
    void stays_quiet_elsewhere_when_a_run_is_short() {
        ProgressBoard board = new ProgressBoard(new Screen(new PrintStream(printed, true, UTF_8), false));
        board.onProgress(new Progress("contacts", 1_000, 4_000L, 250, Duration.ofSeconds(75)));

        board.end();

        assertThat(printed.toString(UTF_8)).isEmpty();
    }
}
