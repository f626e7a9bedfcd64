package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.internal.generate.ConversationOutline.Agent;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;

/** The part that the AI agent takes in generated conversations. */
final class GeneratedAiAgent {

    private static final int SALT = 4_100;

    private final SeededRandom dice;

    GeneratedAiAgent(SeededRandom dice) {
        this.dice = dice;
    }

    Agent role(int index) {
        if (!dice.percent(15, SALT, index)) {
            return Agent.ABSENT;
        }
        return dice.percent(50, SALT + 1, index) ? Agent.RESOLVES : Agent.ESCALATES;
    }

    /** Returns the object {@code ai_agent} of a conversation in which the agent takes part. */
    Map<String, Object> details(int index, long created, long updated) {
        Long rating =
                dice.percent(40, SALT + 2, index) ? dice.pick(GeneratedServiceQuality.RATINGS, SALT + 3, index) : null;
        String remark = rating != null && rating > 3 ? "Very helpful!" : "Not what I asked";
        return FakeJson.object(
                "source_type",
                "workflow",
                "source_title",
                "Fin over chat",
                "last_answer_type",
                "ai_answer",
                "resolution_state",
                role(index) == Agent.RESOLVES ? "assumed_resolution" : "escalated",
                "rating",
                rating,
                "rating_remark",
                rating == null ? null : dice.pick(List.of("", remark), SALT + 4, index),
                "created_at",
                created,
                "updated_at",
                updated,
                "content_sources",
                contentSources(index));
    }

    private Map<String, Object> contentSources(int index) {
        List<Object> sources = dice.percent(30, SALT + 5, index)
                ? List.of()
                : List.of(FakeJson.object(
                        "content_type",
                        "article",
                        "url",
                        "/fin-ai-agent/content?content=article&id=" + (3_234_000 + index),
                        "title",
                        "How to change an order",
                        "locale",
                        "en"));
        return FakeJson.object(
                "type", "content_source.list", "total_count", sources.size(), "content_sources", sources);
    }
}
