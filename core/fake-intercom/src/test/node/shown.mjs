// What API 2.14, which the client asks for, shows of what the fake holds.

const SINCE_2_16 = ["channel", "external_references", "sales_agent", "sales_agent_participated"];
const EMBEDDED = 10;
const MOST_PARTS = 500;

function without(object, ...keys) {
    return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function references(type, ids, url) {
    const data = ids.slice(0, EMBEDDED).map((id) => ({ type, id, url: `/${type === "company" ? "companies" : `${type}s`}/${id}` }));
    return { type: "list", data, url, total_count: ids.length, has_more: ids.length > EMBEDDED };
}

const idsOf = (list) => list.map((item) => item.id ?? item);

export function contact(held) {
    const url = `/contacts/${held.id}`;
    return {
        ...without(held, "segments"),
        owner_id: held.owner_id === null ? null : Number(held.owner_id),
        tags: references("tag", idsOf(held.tags), `${url}/tags`),
        companies: references("company", idsOf(held.companies), `${url}/companies`),
        notes: references("note", idsOf(held.notes), `${url}/notes`),
        opted_out_subscription_types: references("subscription", held.opted_out_subscription_types, `${url}/subscriptions`),
        opted_in_subscription_types: references("subscription", held.opted_in_subscription_types, `${url}/subscriptions`),
        social_profiles: { type: "list", data: held.social_profiles },
    };
}

export function company(held, segments) {
    return {
        ...held,
        tags: { type: "tag.list", tags: held.tags },
        segments: { type: "segment.list", segments: held.segments.map(({ id }) => without(segments.get(id), "count")) },
    };
}

/** As in lists: without its parts. */
export function conversation(held) {
    const agent = held.ai_agent;
    return {
        ...without(held, "conversation_parts", ...SINCE_2_16),
        priority: held.priority === "none" ? "not_priority" : "priority",
        tags: { type: "tag.list", tags: held.tags },
        contacts: { type: "contact.list", contacts: held.contacts },
        teammates: held.teammates.length === 0 ? null : { type: "admin.list", admins: held.teammates },
        statistics: held.statistics && { ...held.statistics, count_conversation_parts: held.conversation_parts.length + 1 },
        ai_agent: agent?.resolution_state === "escalated" ? { ...agent, resolution_state: "routed_to_team" } : agent,
    };
}

export function whole(held) {
    return {
        ...conversation(held),
        conversation_parts: {
            type: "conversation_part.list",
            conversation_parts: held.conversation_parts.slice(-MOST_PARTS),
            total_count: held.conversation_parts.length,
        },
    };
}

export const admin = (held) => without(held, "avatar", "role");
export const segment = (held) => held;
export const tag = (held) => held;
