package io.intercomsync.internal.mapping;

import io.intercomsync.model.Company;
import org.jspecify.annotations.Nullable;

/** Maps companies, which are alike in API 1.x and 2.x. */
public final class CompanyMapping {
    private CompanyMapping() {}

    /**
     * Maps a company.
     *
     * @throws UnreadableRecordException if the value is no object or has no id
     */
    public static MappedRecord map(@Nullable Object json) {
        return MappedRecord.of(json, "company", CompanyMapping::mapped);
    }

    private static MappedRecord mapped(Fields company, String id) {
        company.constant("type", "company");
        Plan plan = Plan.of(company);
        Company mapped = new Company(
                id,
                company.id("company_id"),
                company.time("created_at"),
                company.time("remote_created_at"),
                company.time("updated_at"),
                company.time("last_request_at"),
                company.text("name"),
                company.attributes("custom_attributes"),
                company.integer("session_count"),
                company.decimal("monthly_spend"),
                company.integer("user_count"),
                plan.name(),
                company.integer("size"),
                company.text("website"),
                company.text("industry"),
                plan.id(),
                company.references("tags"),
                company.references("segments"),
                company.extra());
        return new MappedRecord(mapped, company);
    }

    /** The plan of a company, sent as an object, which is empty if there is none, or as its name alone. */
    private record Plan(@Nullable String name, @Nullable String id) {

        static Plan of(Fields company) {
            Fields plan = company.member("plan");
            if (plan == null) {
                return new Plan(company.text("plan"), company.id("plan_id"));
            }
            plan.constant("type", "plan");
            return new Plan(plan.text("name"), plan.id("id"));
        }
    }
}
