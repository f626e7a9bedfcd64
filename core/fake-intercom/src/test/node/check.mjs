// Lists contacts, companies, conversations, tags, segments and admins with Intercom's own client, every way it has.
import { isDeepStrictEqual } from "node:util";
import { IntercomClient } from "intercom-client";
import { withFake } from "./fake.mjs";
import * as shown from "./shown.mjs";

const SIZES = ["--contacts", "700", "--companies", "230", "--conversations", "340", "--long-conversations", "2", "--limit", "0"];
const EVERYTHING = { field: "created_at", operator: ">", value: "0" };

let differences = 0;

function differs(what) {
    differences++;
    if (differences <= 20) {
        console.error(`differs: ${what}`);
    }
}

/** Compares what was listed with what should be shown, by id. */
function compare(title, listed, held, form) {
    const seen = new Set();
    for (const object of listed) {
        if (seen.has(object.id)) {
            differs(`${title}: ${object.id} came twice`);
        }
        seen.add(object.id);
        if (!held.has(object.id)) {
            differs(`${title}: ${object.id} is not in the workspace`);
            continue;
        }
        compareObject(`${title}: ${object.id}`, object, form(held.get(object.id)));
    }
    for (const id of held.keys()) {
        if (!seen.has(id)) {
            differs(`${title}: ${id} is missing`);
        }
    }
    console.log(`${title}: ${listed.length} of ${held.size}`);
}

function compareObject(title, object, expected) {
    for (const key of new Set([...Object.keys(object), ...Object.keys(expected)])) {
        if (!isDeepStrictEqual(object[key], expected[key])) {
            differs(`${title} ${key}: ${JSON.stringify(object[key])} instead of ${JSON.stringify(expected[key])}`);
        }
    }
}

async function all(pages) {
    const items = [];
    for await (const item of await pages) {
        items.push(item);
    }
    return items;
}

/** The client itself would ask for a page after the empty one that ends a scroll. */
async function scrolled(page) {
    const items = [];
    while (page.data.length > 0) {
        items.push(...page.data);
        page = await page.getNextPage();
    }
    return items;
}

async function contacts(client, { contact, tag }) {
    compare("contacts.list", await all(client.contacts.list({ per_page: 150 })), contact, shown.contact);
    const search = { query: EVERYTHING, pagination: { per_page: 60 }, sort: { field: "updated_at", order: "ascending" } };
    compare("contacts.search", await all(client.contacts.search(search)), contact, shown.contact);
    const tagged = [...contact.values()].find((held) => held.tags.length > 10) ?? differs("nobody has many tags");
    const tags = (await client.contacts.listAttachedTags({ contact_id: tagged.id })).data;
    compare("contacts.listAttachedTags", tags, among(tag, tagged.tags), (held) => tagged.tags.find(({ id }) => id === held.id));
}

function among(held, references) {
    return new Map(references.map(({ id }) => [id, held.get(id)]));
}

async function companies(client, { company, segment }) {
    const visible = new Map([...company].filter(([, held]) => held.user_count !== 0));
    const form = (held) => shown.company(held, segment);
    compare("companies.list", await all(client.companies.list({ per_page: 60 })), visible, form);
    compare("companies.scroll", await scrolled(await client.companies.scroll()), visible, form);
}

async function conversations(client, { conversation }) {
    compare("conversations.list", await all(client.conversations.list({ per_page: 100 })), conversation, shown.conversation);
    const search = { query: EVERYTHING, pagination: { per_page: 33 } };
    const found = await all(client.conversations.search(search));
    compare("conversations.search", found, conversation, shown.conversation);
    const whole = [];
    for (const { id } of found) {
        whole.push(await client.conversations.find({ conversation_id: id }));
    }
    compare("conversations.find", whole, conversation, shown.whole);
}

async function lists(client, { tag, segment, admin }) {
    compare("tags.list", (await client.tags.list()).data, tag, shown.tag);
    compare("segments.list", (await client.segments.list({ include_count: true })).segments, segment, shown.segment);
    compare("admins.list", (await client.admins.list()).admins, admin, shown.admin);
}

await withFake(SIZES, async ({ url, token, truth }) => {
    const client = new IntercomClient({ token, baseUrl: url, maxRetries: 0 });
    await lists(client, truth);
    await contacts(client, truth);
    await companies(client, truth);
    await conversations(client, truth);
});
console.log(differences === 0 ? "no differences" : `${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
