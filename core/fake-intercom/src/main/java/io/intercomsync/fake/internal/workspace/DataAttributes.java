package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The declared data attributes of contacts, companies and conversations. */
public final class DataAttributes {

    private static final long CREATED = 1_700_000_000L;

    private final List<Map<String, Object>> all = new ArrayList<>();
    private long nextId = 12_000_001;

    DataAttributes() {
        builtIn("contact", "name", "string");
        builtIn("contact", "email", "string");
        builtIn("contact", "created_at", "date");
        builtIn("company", "name", "string");
        builtIn("company", "company_id", "string");
        builtIn("company", "last_request_at", "date");
        builtIn("company", "monthly_spend", "float");
    }

    /** Declares the custom attributes of generated objects. */
    public void addGenerated() {
        custom("contact", "plan", "string");
        custom("contact", "paid_subscriber", "boolean");
        custom("contact", "logins", "integer");
        custom("contact", "spend", "float");
        custom("contact", "trial_ends_at", "date");
        custom("contact", "The One Ring", "string");
        custom("contact", "big_number", "integer");
        custom("company", "region", "string");
        custom("company", "is_partner", "boolean");
        custom("company", "seats", "integer");
        custom("company", "health_score", "float");
        custom("conversation", "Copilot used", "boolean");
        custom("conversation", "orders", "integer");
    }

    private void builtIn(String model, String name, String type) {
        Map<String, Object> attribute = declaration(model, name, name, type);
        attribute.put("api_writable", true);
        attribute.put("custom", false);
        all.add(attribute);
    }

    public void custom(String model, String name, String type) {
        all.removeIf(known -> name.equals(known.get("name")) && model.equals(known.get("model")));
        Map<String, Object> attribute = declaration(model, name, "custom_attributes." + name, type);
        attribute.put("id", nextId++);
        attribute.put("api_writable", true);
        attribute.put("custom", true);
        attribute.put("created_at", CREATED);
        attribute.put("updated_at", CREATED);
        all.add(attribute);
    }

    private static Map<String, Object> declaration(String model, String name, String fullName, String type) {
        return FakeJson.object(
                "type",
                "data_attribute",
                "name",
                name,
                "full_name",
                fullName,
                "label",
                name,
                "description",
                "",
                "data_type",
                type,
                "ui_writable",
                false,
                "messenger_writable",
                true,
                "archived",
                false,
                "model",
                model);
    }

    public List<Map<String, Object>> of(String model) {
        return all.stream().filter(known -> model.equals(known.get("model"))).toList();
    }

    public boolean isCustom(String model, String name) {
        return of(model).stream()
                .anyMatch(known -> name.equals(known.get("name")) && Boolean.TRUE.equals(known.get("custom")));
    }

    public boolean isDate(String model, String name) {
        return of(model).stream()
                .anyMatch(known -> name.equals(known.get("name")) && "date".equals(known.get("data_type")));
    }

    /** Returns the declarations in the form of conversation attributes. */
    public List<Object> ofConversations() {
        List<Object> attributes = new ArrayList<>();
        for (Map<String, Object> known : of("conversation")) {
            attributes.add(FakeJson.object(
                    "type",
                    "conversation_attribute",
                    "id",
                    known.get("id"),
                    "name",
                    known.get("name"),
                    "description",
                    "",
                    "data_type",
                    known.get("data_type"),
                    "required",
                    false,
                    "visible_to_team_ids",
                    List.of(),
                    "archived",
                    false,
                    "created_at",
                    CREATED,
                    "updated_at",
                    CREATED,
                    "admin_id",
                    "991267400"));
        }
        return attributes;
    }
}
