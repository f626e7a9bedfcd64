package io.intercomsync.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "O&#39;Brien, O'Brien",
                "O&#x27;Brien, O'Brien",
                "&lt;Smith &amp; &quot;Sons&quot;&gt;, <Smith & \"Sons\">",
                "&amp;lt;, &lt;",
                "R&D, R&D",
                "Chlo\u00e9, Chlo\u00e9",
                "O&#039;Brien &#38; &apos;Co&apos;, O'Brien & 'Co'",
                "&#128075; Wave, \uD83D\uDC4B Wave",
                "$1 &#x5C;, $1 \\",
                "&nbsp;&#99999999;&#xFFFFFF;, &nbsp;&#99999999;&#xFFFFFF;",
                "red\u001b[31m, red [31m",
                "red&#27;[31m \u009b31m \u202eback, red [31m  31m  back"
            })
    void names_are_shown_as_people_write_them(String stored, String shown) {
        assertThat(PlainName.of(stored)).isEqualTo(shown);
    }
}
