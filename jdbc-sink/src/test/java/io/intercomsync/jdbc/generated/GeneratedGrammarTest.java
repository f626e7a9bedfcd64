package io.intercomsync.jdbc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parses the statements of the golden files by JSqlParser, a grammar of many dialects at once. */
class GeneratedGrammarTest {
    /** Words that this grammar does not know, and without which it parses the rest of the statement. */
    private static final Pattern UNKNOWN_WORDS =
            Pattern.compile(" WITH \\(UPDLOCK, HOLDLOCK\\)| DISTSTYLE AUTO SORTKEY AUTO| NOT ENFORCED"
                    + "| CLUSTER BY [^;]*$| OPTIONS \\(expiration_timestamp = .*$");

    /** Begins what this grammar knows in no form. */
    private static final List<String> UNKNOWN = List.of("JSON_TABLE(", "OPENJSON(", "ALTER SESSION UNSET");

    @ParameterizedTest
    @EnumSource
    void a_grammar_takes_the_statements(GeneratedDialect dialect) throws IOException {
        List<String> refused = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src", "test", "resources", "generated", dialect.file()))) {
            String sql = line.replaceAll("; -- a batch of \\d+$|;$", "");
            boolean isKnown = UNKNOWN.stream().noneMatch(sql::contains);
            if (isKnown && !sql.isEmpty() && !sql.startsWith("--") && !isParsed(sql, dialect)) {
                refused.add(sql.substring(0, Math.min(400, sql.length())));
            }
        }

        assertThat(refused).isEmpty();
    }

    private static boolean isParsed(String sql, GeneratedDialect dialect) {
        try {
            CCJSqlParserUtil.parse(
                    UNKNOWN_WORDS.matcher(sql).replaceAll(""),
                    parser -> parser.withSquareBracketQuotation(dialect == GeneratedDialect.SQL_SERVER)
                            .withTimeOut(10_000));
            return true;
        } catch (JSQLParserException e) {
            return false;
        }
    }
}
