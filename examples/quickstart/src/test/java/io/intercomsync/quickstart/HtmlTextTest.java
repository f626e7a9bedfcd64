package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

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
                "red\u001b[31m, red [31m",
                "red\u009b31m \u202eback, red 31m  back"
            })
    void names_are_shown_as_people_write_them(String stored, String shown) {
        assertThat(HtmlText.plain(stored)).isEqualTo(shown);
    }
}
