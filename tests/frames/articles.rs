//! Articles invented for the golden frames: small, and with everything a pane has to show.

use recension::model::{Article, ArticleId, Evidence, Gap, Placement, Revision, Seen, Side, SidesMark, TextState};

pub(crate) fn archive() -> Vec<Article> {
    vec![ferry(), kiosk(), arabic(), metro(), saved(), stub()]
}

fn article(id: &str, source: &str, url: &str, revisions: Vec<Revision>) -> Article {
    Article {
        id: ArticleId::new(id),
        aliases: Vec::new(),
        source: source.into(),
        url: url.into(),
        status: None,
        revisions,
        known_as: None,
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: vec!["invented.json".into()],
        notes: Vec::new(),
    }
}

fn revision(number: u32, time: &str, title: &str, paragraphs: &[&str]) -> Revision {
    Revision {
        number,
        title: title.into(),
        time: (!time.is_empty()).then(|| Seen::stated(time.parse().unwrap())),
        paragraphs: paragraphs.iter().map(|p| (*p).into()).collect(),
        ..Revision::default()
    }
}

/// An article whose revisions, an hour apart, are headline and paragraphs.
pub(crate) fn of_texts(id: &str, texts: &[(&str, &[&str])]) -> Article {
    let mut held: std::collections::HashMap<&str, std::sync::Arc<str>> = std::collections::HashMap::new();
    let mut revisions = Vec::new();
    for ((title, paragraphs), n) in texts.iter().zip(0u32..) {
        let mut made = revision(n, &format!("2026-02-24T{:02}:00:00Z", 8 + n), title, paragraphs);
        // As readers give them: equal paragraphs of an article are one.
        for (paragraph, text) in made.paragraphs.iter_mut().zip(paragraphs.iter()) {
            *paragraph = std::sync::Arc::clone(held.entry(text).or_insert_with(|| (*text).into()));
        }
        revisions.push(made);
    }
    article(id, "harbour post", "https://post.example/of-texts", revisions)
}

fn ferry() -> Article {
    let opening =
        "A ferry with 63 people on board ran aground in Kestrel Sound on Tuesday evening, the harbour office said.";
    let captain = "The captain, Ida Marr, told passengers that the engine had “simply stopped”.";
    let weather = "Winds of up to 70 kilometres an hour had been forecast for the afternoon, and two earlier sailings had been cancelled.";
    let rescue = "Lifeboats from Port Ansel brought everyone ashore before midnight. Nobody was hurt.";
    let company = "Sound Ferries, which runs the line, said that it would look into the matter.";
    let old = "The Merganser was built in 1987 and had last been inspected in May.";
    let mut ferry = article(
        "invented:1",
        "harbour post",
        "https://post.example/ferry-kestrel-sound",
        vec![
            revision(
                1,
                "2026-02-24T19:40:00Z",
                "Ferry runs aground in Kestrel Sound",
                &[opening, captain, weather, rescue],
            ),
            revision(
                2,
                "2026-02-24T22:55:00Z",
                "Ferry with 63 aboard runs aground in Kestrel Sound",
                &[
                    "A ferry with 61 people on board ran aground in Kestrel Sound on Tuesday evening, the harbour office said.",
                    "The captain, Ida Marr, told passengers that the engine had “stopped without warning”.",
                    rescue,
                    weather,
                    company,
                    old,
                ],
            ),
            revision(
                5,
                "2026-02-26T08:10:00Z",
                "Ferry with 61 aboard ran aground after engine failure",
                &[
                    "A ferry with 61 people on board ran aground in Kestrel Sound on Tuesday evening after its engine failed, the harbour office said.",
                    rescue,
                    "Correction: an earlier version of this article gave the number of people on board as 63.",
                    company,
                    old,
                ],
            ),
            revision(
                6,
                "2026-02-26T08:12:00Z",
                "Ferry with 61 aboard ran aground after engine failure",
                &[
                    "A ferry with 61 people on board ran aground in Kestrel Sound on Tuesday evening after its engine failed, the harbour office said.",
                    rescue,
                    "Correction: an earlier version of this article gave the number of people on board as 63.",
                    "Sound Ferries, which runs the line, said that it would look into the matter.",
                    "The Merganser was built in 1987, and had last been inspected in May.",
                ],
            ),
        ],
    );
    ferry.gaps = vec![Gap { from: 3, to: 4 }];
    ferry.status = Some("checked every 3 hours".into());
    ferry
}

fn kiosk() -> Article {
    let mut first = revision(
        101,
        "2021-05-03T06:00:00Z",
        "Last kiosk on Lindgate",
        &["The last kiosk on Lindgate closes on Friday.", "It had stood there since 1931."],
    );
    first.author = Some("Pelham".into());
    first.comment = Some("first draft, from the street".into());
    let mut second = revision(
        102,
        "2021-05-03T06:00:20Z",
        "Last kiosk on Lindgate",
        &["The last kiosk on Lindgate closes on Friday.", "It had stood there since 1931 or 1932."],
    );
    second.author = Some("Ansel".into());
    second.comment = Some("the register says either".into());
    let mut third = revision(103, "2024-11-20T16:30:00Z", "Last kiosk on Lindgate", &[]);
    third.state = TextState::Withheld;
    third.author = Some("Office".into());
    article("wiki:77", "lindgate wiki", "https://wiki.example/Kiosk", vec![first, second, third])
}

fn arabic() -> Article {
    article(
        "invented:3",
        "الوادي",
        "https://wadi.example/station",
        vec![
            revision(
                1,
                "2026-02-27T05:00:00Z",
                "افتتاح محطة نور الوادي",
                &["افتتحت محطة Nour 7 يوم الاثنين بعد 12 عاما من العمل.", "حضر الافتتاح 400 شخص."],
            ),
            revision(
                2,
                "2026-02-27T09:00:00Z",
                "افتتاح محطة نور الوادي متأخرا",
                &["افتتحت محطة Nour 7 يوم الثلاثاء بعد 14 عاما من العمل.", "حضر الافتتاح 400 شخص."],
            ),
        ],
    )
}

fn metro() -> Article {
    article(
        "invented:4",
        "江湾日报",
        "https://jiangwan.example/metro",
        vec![
            revision(
                0,
                "2025-12-30T01:00:00Z",
                "江湾地铁四号线停运",
                &["江湾地铁四号线周一上午停运两小时。", "公司称原因是信号故障。"],
            ),
            revision(
                1,
                "2025-12-30T04:30:00Z",
                "江湾地铁四号线停运三小时",
                &["江湾地铁四号线周一上午停运三小时。", "公司称原因是供电故障。"],
            ),
        ],
    )
}

/// A compare page saved as text: sides inferred, no date, one paragraph uncertain.
fn saved() -> Article {
    let evidence = |line, side, confidence, ground: &str, rival: Option<&str>| Evidence {
        line,
        placement: side,
        confidence,
        grounds: vec![ground.into()],
        rival: rival.map(Into::into),
        by_hand: false,
    };
    let (old, new) = (Placement::One(Side::Old), Placement::One(Side::New));
    let mut base = revision(
        0,
        "",
        "Painting in Velmond is genuine",
        &["The painting found in Velmond is genuine.", "It hung in a school for sixty years."],
    );
    base.evidence = vec![
        evidence(7, old, 0.97, "It stands before a near-duplicate, and old cells come first.", None),
        evidence(9, Placement::Both, 0.99, "The line stands twice.", None),
    ];
    let mut target = revision(
        1,
        "",
        "Painting in Velmond may be genuine",
        &[
            "The painting found in Velmond may be genuine.",
            "It hung in a school for sixty years.",
            "“I never liked it,” the caretaker said.",
        ],
    );
    target.later = Some("about 3 hours later".into());
    target.evidence = vec![
        evidence(8, new, 0.97, "It stands after a near-duplicate, and new cells come second.", None),
        evidence(9, Placement::Both, 0.99, "The line stands twice.", None),
        evidence(
            11,
            new,
            0.64,
            "It speaks of the caretaker, whom only the new text names.",
            Some("old, if the block has one pair: 36 %"),
        ),
    ];
    let mut saved = article("newssniffer:8812", "guardian gazette", "", vec![base, target]);
    saved.sides = SidesMark::Inferred;
    saved.status = Some("won't be checked again".into());
    saved
}

/// Articles of whose text not everything is known, in one way each, and one that is whole.
pub(crate) fn incomplete() -> Vec<Article> {
    let mut lost = article(
        "newssniffer:9001",
        "guardian gazette",
        "",
        vec![
            revision(0, "", "Orchard wall falls", &["The wall of the old orchard fell on Sunday."]),
            revision(
                1,
                "",
                "Orchard wall falls again",
                &["The wall of the old orchard fell on Sunday.", "Nobody was under it, the owner said."],
            ),
        ],
    );
    lost.sides = SidesMark::OlderIncomplete;
    lost.revisions[0].state = TextState::Partial;
    lost.revisions[0].holes = vec![1];
    let mut holed = stub();
    holed.id = ArticleId::new("invented:7");
    holed.revisions[0].title = "Tide tables for autumn".into();
    holed.revisions[0].state = TextState::Partial;
    vec![saved(), lost, holed, stub()]
}

fn stub() -> Article {
    article(
        "invented:6",
        "harbour post",
        "https://post.example/tides",
        vec![revision(
            1,
            "2026-01-10T10:00:00Z",
            "Tide tables for spring",
            &["High water at Port Ansel: 06:12 and 18:40."],
        )],
    )
}
