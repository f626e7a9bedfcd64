package io.intercomsync.fake.data;

/**
 * The number of objects in a workspace.
 *
 * @param users contacts of role user, without archived ones
 * @param leads contacts of role lead, without archived ones
 * @param socialProfiles social profiles of those users and leads
 * @param companies companies, also those without users
 * @param visibleCompanies companies that lists and the scroll show: those with users
 * @param conversations conversations
 * @param parts parts of all conversations, also those beyond the newest 500 of one
 * @param segments segments
 * @param tags tags
 * @param admins admins
 * @param teams teams
 */
public record ObjectCounts(
        long users,
        long leads,
        long socialProfiles,
        long companies,
        long visibleCompanies,
        long conversations,
        long parts,
        long segments,
        long tags,
        long admins,
        long teams) {}
