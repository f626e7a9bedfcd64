package io.intercomsync.fake.internal.generate;

import java.util.List;

/** Names, words and addresses for generated values. */
final class SampleValues {

    static final List<String> FIRST = List.of(
            "Ada",
            "Grace",
            "Linus",
            "Margaret",
            "Alan",
            "Barbara",
            "Edsger",
            "Katherine",
            "Dennis",
            "Radia",
            "Björn",
            "Zoë",
            "Łukasz",
            "José",
            "Åsa",
            "Nguyễn",
            "Мария",
            "李",
            "さくら",
            "محمد",
            "Chloé",
            "Seán",
            "Þóra",
            "Ravi");
    static final List<String> LAST = List.of(
            "Lovelace",
            "Hopper",
            "Okafor",
            "Hamilton",
            "O&#39;Brien",
            "Liskov",
            "García Márquez",
            "Johnson",
            "Ritchie",
            "Perlman",
            "Öztürk",
            "Nowak",
            "Müller-Lüdenscheidt",
            "Silva",
            "Østergaard",
            "Nakamura",
            "Smith");
    static final List<String> FIRM = List.of(
            "Northwind",
            "Contoso",
            "Acme",
            "Umbrella",
            "Globex",
            "Initech",
            "Fjällbo",
            "Ümlaut",
            "株式会社サンプル",
            "Vandelay",
            "Hooli",
            "Soylent",
            "Stark",
            "Wayne",
            "Tyrell",
            "Wonka",
            "Cyberdyne",
            "Gringotts",
            "Duff",
            "Oceanic",
            "Aperture",
            "Monarch",
            "Bluth",
            "Dunder");
    static final List<String> FIRM_END =
            List.of("Ltd", "GmbH", "Inc", "&amp; Sons", "S.A.", "Labs", "Systems", "Group", "AG", "Studio");
    static final List<String> INDUSTRY =
            List.of("Software", "Retail", "Manufacturing", "Health &amp; Care", "Education", "Finance");
    static final List<String> PLAN = List.of("Starter", "Pro", "Business", "Enterprise");
    static final List<String> TAG = List.of(
            "VIP",
            "Churn risk",
            "Beta",
            "Bug",
            "Feature request",
            "Billing",
            "2024-01-01",
            "émigré",
            "🚀 launch",
            "Trial",
            "Refund",
            "Onboarding",
            "Integration",
            "Mobile app",
            "Outage",
            "Security",
            "Upgrade",
            "Cancellation",
            "Documentation",
            "Translation",
            "Shipping",
            "Login",
            "API",
            "Feedback");
    static final List<String> SEGMENT = List.of(
            "Active",
            "Slipping Away",
            "New",
            "Power",
            "Enterprise",
            "Free plan",
            "Trialling",
            "All",
            "Paying",
            "Inactive",
            "Newsletter",
            "Partners");
    static final List<String> TEAM =
            List.of("Support", "Sales", "Billing", "Onboarding", "Customer success", "Technical support");
    static final List<String> SENTENCE = List.of(
            "Hello, I cannot log in any more.",
            "Could you have a look at my invoice?",
            "Thanks a lot, that solved it 🎉",
            "Where do I find the export?",
            "I have passed this on to our engineers.",
            "It says &quot;not allowed&quot; when I press <b>Save</b>.",
            "Bitte schauen Sie sich das einmal an.",
            "すぐに確認します。",
            "Please see <a href=\"https://docs.example.com/export\">this article</a>.");
    static final List<Place> PLACES = List.of(
            new Place("Ireland", "Dublin", "Dublin", "IRL", "EU"),
            new Place("United States", "California", "San Francisco", "USA", "NA"),
            new Place("Germany", "Bavaria", "München", "DEU", "EU"),
            new Place("Japan", "Tokyo", "東京", "JPN", "AS"),
            new Place("Brazil", "São Paulo", "São Paulo", "BRA", "SA"),
            new Place("Kenya", "Nairobi County", "Nairobi", "KEN", "AF"));

    private SampleValues() {}

    /** Returns one of the plans: the smaller, the more frequent. */
    static String plan(SeededRandom dice, int salt, int index) {
        int die = dice.below(100, salt, index);
        return PLAN.get(die < 45 ? 0 : die < 77 ? 1 : die < 93 ? 2 : 3);
    }

    record Place(String country, String region, String city, String countryCode, String continentCode) {}
}
