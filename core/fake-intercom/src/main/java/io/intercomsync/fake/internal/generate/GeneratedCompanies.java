package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The generated companies. As in Intercom, keys without a value are missing, not null. */
public final class GeneratedCompanies {

    private static final int SALT = 3_000;

    private final GeneratorSettings sizes;
    private final SeededRandom dice;

    public GeneratedCompanies(GeneratorSettings sizes, SeededRandom dice) {
        this.sizes = sizes;
        this.dice = dice;
    }

    long created(int index) {
        return sizes.created(index, sizes.companies(), dice, SALT);
    }

    long updated(int index) {
        return sizes.updated(created(index), index, dice, SALT + 1);
    }

    public Map<String, Object> make(int index) {
        Map<String, Object> company = FakeJson.object(
                "type",
                "company",
                "company_id",
                "acct-" + (10_000 + index),
                "id",
                GeneratedIds.of(ObjectType.COMPANIES).id(index),
                "app_id",
                sizes.workspaceId(),
                "name",
                dice.pick(SampleValues.FIRM, SALT + 3, index) + " "
                        + dice.pick(SampleValues.FIRM_END, SALT + 4, index));
        if (dice.percent(80, SALT + 5, index)) {
            company.put("remote_created_at", created(index) - 86_400);
        }
        company.put("created_at", created(index));
        company.put("updated_at", updated(index));
        if (dice.percent(85, SALT + 6, index)) {
            company.put("last_request_at", updated(index) - dice.below(3_600, SALT + 7, index));
        }
        addSizes(company, index);
        company.put("session_count", (long) dice.below(900, SALT + 8, index));
        company.put("tags", references(ObjectType.TAGS, sizes.tags(), dice.below(3, SALT + 9, index), index));
        company.put(
                "segments", references(ObjectType.SEGMENTS, sizes.segments(), dice.below(3, SALT + 10, index), index));
        company.put("plan", plan(index));
        company.put("custom_attributes", customAttributes(index));
        return company;
    }

    private void addSizes(Map<String, Object> company, int index) {
        if (dice.percent(50, SALT + 11, index)) {
            company.put("size", 1L + dice.below(4_000, SALT + 12, index));
        }
        if (dice.percent(60, SALT + 13, index)) {
            company.put("website", "https://company" + index + ".example.com");
        }
        if (dice.percent(60, SALT + 14, index)) {
            company.put("industry", dice.pick(SampleValues.INDUSTRY, SALT + 15, index));
        }
        long spend = dice.below(100_000, SALT + 16, index);
        company.put(
                "monthly_spend", dice.percent(20, SALT + 17, index) ? BigDecimal.valueOf(spend, 2) : (Object) spend);
    }

    private Map<String, Object> plan(int index) {
        if (dice.percent(10, SALT + 18, index)) {
            return FakeJson.object();
        }
        String plan = SampleValues.plan(dice, SALT + 24, index);
        return FakeJson.object(
                "type", "plan", "id", Integer.toString(150_154 + SampleValues.PLAN.indexOf(plan)), "name", plan);
    }

    private Map<String, Object> customAttributes(int index) {
        Map<String, Object> values =
                FakeJson.object("region", dice.pick(List.of("EMEA", "AMER", "APAC"), SALT + 19, index));
        if (dice.percent(50, SALT + 20, index)) {
            values.put("is_partner", dice.percent(30, SALT + 21, index));
            values.put("seats", (long) dice.below(500, SALT + 22, index));
            values.put("health_score", BigDecimal.valueOf(dice.below(1_000, SALT + 23, index), 1));
        }
        return values;
    }

    private List<Object> references(ObjectType resource, int available, int count, int index) {
        List<Object> ids = new ArrayList<>();
        for (int at = 0; at < Math.min(count, available); at++) {
            ids.add(GeneratedIds.of(resource).id((index + at) % available));
        }
        return ids;
    }
}
