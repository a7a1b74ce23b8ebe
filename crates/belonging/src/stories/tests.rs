//! What must hold of stories, told through the server as browsers and programs use it.

use belonging::stories::{SLICE, acts, import};
use commons::media;
use kernel::{Actor, Role};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Once};
use testkit::{Answer, Chosen, Somebody, Town, on_both};
use web::Slice;

pub(crate) fn slices() -> &'static [&'static Slice] {
    static ALL: LazyLock<Vec<&'static Slice>> =
        LazyLock::new(|| [belonging::SLICES, commons::SLICES, people::SLICES].concat());
    &ALL
}

/// Names the program that decodes: beside the tests' own, or built first.
pub(crate) fn with_decoder() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let own = std::env::current_exe().expect("a running program");
        let beside = own.parent().and_then(Path::parent).expect("a target folder").join("picture-decoder");
        if !beside.exists() {
            let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
            let build = ["build", "-p", "pictures", "--bin", "picture-decoder"];
            let built = std::process::Command::new(cargo).args(build).status().expect("cargo runs");
            assert!(built.success(), "the decoder is built");
        }
        media::decode_with(beside);
    });
}

fn demo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/nowa-huta").join(path)
}

/// Bytes that a telephone would leave in a picture, and that nobody may ever be sent.
const POSITION: &[u8] = b"GPSLatitude 50.0644 GPSLongitude 20.0389 Halina";

/// A photograph with a position planted in its EXIF segment, and behind its end.
pub(crate) fn photograph() -> Vec<u8> {
    let mut picture = std::fs::read(demo("pictures/lipy.jpg")).expect("the sample picture");
    let content = [b"Exif\0\0".as_slice(), POSITION].concat();
    let length = u16::try_from(content.len() + 2).expect("a short segment").to_be_bytes();
    picture.splice(2..2, [vec![0xff, 0xe1], length.to_vec(), content].concat());
    picture.extend(POSITION);
    picture
}

/// A form with a file, as a browser sends it.
pub(crate) async fn upload(
    town: &Town,
    who: &Somebody,
    page: &str,
    fields: &[(&str, &str)],
    file: Option<&[u8]>,
) -> Answer {
    let chosen = |bytes| Chosen { field: "picture", name: "<b>Halina</b>.jpg", bytes };
    town.upload(who, page, fields, file.map(chosen)).await
}

pub(crate) const TELL: &str = "/osiedle/stories/tell";
pub(crate) const STORY: &[(&str, &str)] = &[
    ("lang", "pl"),
    ("title", "Dwie konewki"),
    ("body", "Posadzili lipy w kwietniu.\n\nW czerwcu były smutne."),
    ("era", "lata 70."),
    ("teller", "Zofia"),
    ("screen", "1"),
    ("print", "1"),
    ("leaving", "erase"),
];

pub(crate) fn and<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = STORY.iter().copied().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more.iter().copied()).collect()
}

/// The code that the page after telling shows.
pub(crate) fn code(page: &Answer) -> String {
    let says = page.all(".banner.done").join(" ");
    let after = says.split(": ").nth(1).unwrap_or_else(|| panic!("no code: {says}"));
    after.chars().take(19).collect()
}

async fn seen_nowhere(town: &Town, who: &Somebody, path: &str, status: u16, picture: &str) {
    town.get(who, path).await.expect(status);
    town.get(who, &path.replace("/stories/", "/api/stories/")).await.expect(status);
    for list in
        ["/osiedle/stories", "/osiedle/api/stories", "/osiedle/stories.atom", "/osiedle/search?q=konewki"]
    {
        let answer = town.get(who, list).await.expect(200);
        assert!(!answer.text().contains("Dwie konewki"), "{list} shows it");
    }
    town.get(who, picture).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_from_its_draft_to_its_stub() {
    with_decoder();
    on_both(slices(), async |town| {
        let (zofia, visitor) = (town.neighbour("Zofia").await, town.visitor());
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let stranger = town.from_next_door("Obcy").await;

        let fields = and(&[("alt", "Rząd młodych lip")]);
        let told = upload(&town, &zofia, TELL, &fields, Some(&photograph())).await;
        let path = told.leads_to();
        let draft = town.get(&zofia, &path).await.expect(200);
        let code = code(&draft);
        assert_eq!(draft.all("article h1"), ["Dwie konewki"]);
        assert!(draft.text().contains("lata 70."));
        let picture = draft.attributes("figure img", "src").pop().expect("a picture");
        assert_eq!(draft.attributes("figure img", "alt"), ["Rząd młodych lip"]);

        let own = town.get(&zofia, &picture).await.expect(200);
        assert_eq!(own.headers["cache-control"], "no-store");
        assert_eq!(own.headers["x-content-type-options"], "nosniff");
        seen_nowhere(&town, &visitor, &path, 404, &picture).await;
        town.get(&stranger, &path).await.expect(404);
        town.get(&stranger, &path.replace("osiedle", "sasiedzi")).await.expect(404);
        town.get(&stranger, &picture.replace("osiedle", "sasiedzi")).await.expect(404);

        let step = |what: &str| format!("{path}/{what}");
        town.submit(&editor, &path, &step("publish"), &[]).await.expect(409);
        town.submit(&zofia, &path, &step("submit"), &[]).await.expect(303);
        seen_nowhere(&town, &visitor, &path, 404, &picture).await;
        assert!(
            town.get(&editor, "/osiedle/stories/waiting").await.expect(200).text().contains("Dwie konewki")
        );
        town.get(&zofia, "/osiedle/stories/waiting").await.expect(403);
        town.submit(&zofia, &step("edit"), &step("publish"), &[]).await.expect(403);
        town.submit(&editor, &path, &step("publish"), &[]).await.expect(303);

        for list in
            ["/osiedle/stories", "/osiedle/api/stories", "/osiedle/stories.atom", "/osiedle/search?q=konewk"]
        {
            let answer = town.get(&visitor, list).await.expect(200);
            assert!(answer.text().contains("Dwie konewki"), "{list} lacks it");
        }
        let other_era = town.get(&visitor, "/osiedle/stories?era=1990").await.expect(200);
        assert!(!other_era.text().contains("Dwie konewki"));
        for kept in ["era=1970", "person=zofia", "person=Zofia"] {
            let answer = town.get(&visitor, &format!("/osiedle/stories?{kept}")).await.expect(200);
            assert!(answer.text().contains("Dwie konewki"), "{kept}");
        }
        let shown = town.get(&visitor, &picture).await.expect(200);
        assert!(shown.headers["cache-control"].to_str().is_ok_and(|policy| policy.starts_with("public")));
        for page in [path.as_str(), "/osiedle/stories", TELL] {
            let who = if page == TELL { &zofia } else { &visitor };
            let statements = town.statements(who, page).await;
            assert!(statements <= 8, "{page} needs {statements} statements");
        }

        let consent = "/osiedle/consent";
        town.submit(&visitor, consent, consent, &[("code", "AAAA BBBB CCCC DDDD")]).await.expect(422);
        let elsewhere = "/sasiedzi/consent";
        town.submit(&visitor, elsewhere, elsewhere, &[("code", &code)]).await.expect(422);
        town.submit(&visitor, consent, consent, &[("code", &code.to_lowercase())]).await.expect(303);
        seen_nowhere(&town, &visitor, &path, 410, &picture).await;
        let stub = town.get(&visitor, &path).await.expect(410);
        // its address keeps the slug that people may have written down; its words are gone
        assert!(stub.words().contains("wycofana") && !stub.words().contains("konewki"));
        assert!(
            town.get(&editor, "/osiedle/stories/waiting").await.expect(200).text().contains("Dwie konewki")
        );
        town.submit(&editor, &path, &step("put-back"), &[]).await.expect(409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_hand_in_and_who_may_publish() {
    on_both(slices(), async |town| {
        let (newcomer, zofia) = (town.newcomer("Nowa").await, town.neighbour("Zofia").await);
        let editor = town.with_roles("Oksana", &[Role::Editor]).await;
        let submit = async |who: &Somebody, fields: &[(&str, &str)]| {
            let path = upload(&town, who, TELL, fields, None).await.leads_to();
            let answer = town.submit(who, &path, &format!("{path}/submit"), &[]).await;
            (path, answer.status.as_u16())
        };
        assert_eq!(submit(&newcomer, STORY).await.1, 403, "nobody vouches for her yet");
        let silent: Vec<_> = STORY.iter().copied().filter(|(name, _)| *name != "screen").collect();
        assert_eq!(submit(&zofia, &silent).await.1, 409, "no consent of the teller");
        let about = and(&[("living", "Pan Marek")]);
        let (path, status) = submit(&zofia, &about).await;
        assert_eq!(status, 409, "no consent of the one told about");
        let agree = [("who", "Pan Marek"), ("part", "subject"), ("screen", "1"), ("how", "spoken")];
        let consents = format!("{path}/consents");
        town.submit(&zofia, &consents, &consents, &agree).await.expect(422);
        let agree = [agree.as_slice(), &[("witness", "Irena z dyżuru")]].concat();
        town.submit(&zofia, &consents, &consents, &agree).await.expect(303);
        town.submit(&zofia, &path, &format!("{path}/submit"), &[]).await.expect(303);

        let (own, status) = submit(&editor, STORY).await;
        assert_eq!(status, 303);
        town.submit(&editor, &own, &format!("{own}/publish"), &[]).await.expect(303); // the only editor
        let second = town.with_roles("Tomasz", &[Role::Editor]).await;
        let (own, _) = submit(&editor, STORY).await;
        town.submit(&editor, &own, &format!("{own}/publish"), &[]).await.expect(403);
        town.submit(&second, &own, &format!("{own}/publish"), &[]).await.expect(303);
        town.submit(&second, &path, &format!("{path}/send-back"), &[("word", "Jeszcze jedno zdanie.")])
            .await
            .expect(303);
        assert!(
            town.get(&zofia, "/osiedle/stories/mine")
                .await
                .expect(200)
                .text()
                .contains("Jeszcze jedno zdanie.")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_is_lost_when_two_change_a_story() {
    on_both(slices(), async |town| {
        let zofia = town.neighbour("Zofia").await;
        let path = upload(&town, &zofia, TELL, STORY, None).await.leads_to();
        let edit = format!("{path}/edit");
        let (first, second) = (town.hidden(&zofia, &edit).await, town.hidden(&zofia, &edit).await);
        let version = town
            .get(&zofia, &edit)
            .await
            .attributes("input[name=version]", "value")
            .pop()
            .expect("a version");
        let words = |body| {
            let all = and(&[("version", version.as_str()), ("body", body)]);
            all.into_iter().filter(|(name, _)| !["screen", "print"].contains(name)).collect::<Vec<_>>()
        };
        town.post(&zofia, &edit, &first, &words("Pierwsza wersja")).await.expect(303);
        let stale = town.post(&zofia, &edit, &second, &words("Druga wersja")).await.expect(409);
        assert!(stale.text().contains("Pierwsza wersja") && stale.text().contains("Druga wersja"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_carries_a_script() {
    let corpus = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "'-alert(1)-'",
        "</textarea><script>alert(1)</script>",
        "{{7*7}}<iframe srcdoc='<script>alert(1)</script>'>",
    ];
    let town = Town::on_sqlite(slices()).await;
    let (zofia, visitor) = (town.neighbour("Zofia").await, town.visitor());
    let editor = town.with_roles("Oksana", &[Role::Editor]).await;
    for hostile in corpus {
        let fields = and(&[
            ("title", hostile),
            ("summary", hostile),
            ("body", hostile),
            ("teller", hostile),
            ("teller2", hostile),
            ("deceased", hostile),
            ("place_words", hostile),
            ("source", hostile),
        ]);
        let path = upload(&town, &zofia, TELL, &fields, None).await.leads_to();
        town.submit(&zofia, &path, &format!("{path}/submit"), &[]).await.expect(303);
        town.submit(&editor, &path, &format!("{path}/publish"), &[]).await.expect(303);
        for (who, page) in [
            (&visitor, path.clone()),
            (&visitor, "/osiedle/stories".to_owned()),
            (&editor, format!("{path}/edit")),
            (&editor, format!("{path}/consents")),
            (&zofia, format!("{path}/translate/en")),
            (&zofia, "/osiedle/stories/mine".to_owned()),
        ] {
            let answer = town.get(who, &page).await.expect(200);
            let scripts =
                answer.attributes("main *", "onerror").len() + answer.attributes("main *", "onload").len();
            let elements = answer.all("main script").len() + answer.all("main iframe").len();
            let links =
                answer.attributes("main a", "href").into_iter().filter(|to| to.starts_with("javascript:"));
            assert_eq!(scripts + elements + links.count(), 0, "{page}: {hostile}");
        }
    }
}

/// A PNG of two kilobytes at most that asks for 60,000 × 60,000 pixels; lengths and checksums are right.
fn bomb() -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(
                crc ^ u32::from(*byte),
                |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
            )
        })
    };
    let chunk = |name: &[u8], content: &[u8]| {
        let body = [name, content].concat();
        [&(content.len() as u32).to_be_bytes()[..], &body, &crc(&body).to_be_bytes()].concat()
    };
    let size = 60_000_u32.to_be_bytes();
    let header = [&size[..], &size, &[8, 2, 0, 0, 0]].concat();
    let parts =
        [chunk(b"IHDR", &header), chunk(b"IDAT", &[0x78, 0x9c, 3, 0, 0, 0, 0, 1]), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".to_vec(), parts.concat()].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_pictures_are_told_at_their_field_and_keep_the_form() {
    with_decoder();
    let town = Town::on_sqlite(slices()).await;
    let zofia = town.neighbour("Zofia").await;
    let fields = and(&[("alt", "Lipy")]);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    let cut = photograph().into_iter().take(3000).collect();
    for bad in [svg, bomb(), cut, vec![0; 5000], vec![0xff; media::MOST_BYTES as usize + 1]] {
        let answer = upload(&town, &zofia, TELL, &fields, Some(&bad)).await;
        assert_eq!(answer.status, 422, "{} bytes: {}", bad.len(), answer.words());
        assert_eq!(answer.all("#picture-error").len(), 1, "{}", answer.words());
        assert!(answer.all("#body").join("").contains("Posadzili lipy"), "what was typed stays");
    }
    let without_words = upload(&town, &zofia, TELL, STORY, Some(&photograph())).await.expect(422);
    assert_eq!(without_words.all("#alt-error").len(), 1);
    assert!(town.get(&zofia, "/osiedle/stories/mine").await.all("main li").is_empty(), "nothing was begun");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_served_or_stored_byte_tells_where_a_picture_was_taken_and_erasing_leaves_none() {
    with_decoder();
    let town = Town::on_sqlite(slices()).await;
    let zofia = town.neighbour("Zofia").await;
    let holds = |bytes: &[u8]| bytes.windows(20).any(|window| POSITION.windows(20).next() == Some(window));
    assert!(holds(&photograph()));
    let fields = and(&[("alt", "Lipy")]);
    let path = upload(&town, &zofia, TELL, &fields, Some(&photograph())).await.leads_to();
    let set = town.get(&zofia, &path).await.attributes("figure img", "srcset").join(", ");
    let copies: Vec<&str> = set.split(", ").filter_map(|copy| copy.split(' ').next()).collect();
    assert_eq!(copies.len(), 3, "{set}");
    for copy in copies {
        let answer = town.get(&zofia, copy).await.expect(200);
        assert!(!holds(&answer.body) && answer.body.starts_with(&[0xff, 0xd8]), "{copy}");
        town.get(&zofia, &copy.replace(".jpg", "0.jpg")).await.expect(404);
    }
    let media = town.folder().join("media");
    assert_eq!(files_below(&media).len(), 3);
    assert!(files_below(&media).iter().all(|file| !holds(&std::fs::read(file).expect("a file"))));
    assert!(files_below(&town.folder().join("uploads")).is_empty(), "nothing of the upload stays");

    // the same bytes in a second story: the files go with the last of them
    let twin = upload(&town, &zofia, TELL, &fields, Some(&photograph())).await.leads_to();
    for (story, left) in [(&path, 3), (&twin, 0)] {
        let erase = format!("{story}/erase");
        town.submit(&zofia, &erase, &erase, &[]).await.expect(303);
        town.get(&zofia, story).await.expect(404);
        assert_eq!(files_below(&media).len(), left);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_goes_or_stays_as_its_teller_chose_when_they_leave() {
    on_both(slices(), async |town| {
        let (zofia, visitor) = (town.neighbour("Zofia").await, town.visitor());
        let editor = town.with_roles("Oksana", &[Role::Editor]).await;
        let mut paths = Vec::new();
        for leaving in ["erase", "keep"] {
            let title = format!("Opowieść {leaving}");
            let fields =
                and(&[("title", title.as_str()), ("leaving", leaving), ("teller", "Zofia Wyjątkowa")]);
            let path = upload(&town, &zofia, TELL, &fields, None).await.leads_to();
            town.submit(&zofia, &path, &format!("{path}/submit"), &[]).await.expect(303);
            town.submit(&editor, &path, &format!("{path}/publish"), &[]).await.expect(303);
            paths.push(path);
        }
        let member = zofia.member.expect("a member");
        let actor = Actor::member(town.community, member);
        town.app.store.write(actor, move |tx| acts::erase_of(tx, member)).await.expect("she leaves");
        town.get(&visitor, &paths[0]).await.expect(404);
        let kept = town.get(&visitor, &paths[1]).await.expect(200);
        assert!(kept.text().contains("Posadzili lipy") && !kept.text().contains("Wyjątkowa"));
        let other = editor.member.expect("a member");
        let foreign = town.app.store.write(actor, move |tx| acts::erase_of(tx, other)).await;
        assert!(foreign.is_err(), "nobody erases what is another's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_stories_are_imported_with_their_pictures_and_translations() {
    with_decoder();
    on_both(slices(), async |town| {
        let places = std::fs::read_to_string(demo("places.geojson")).expect("the sample places");
        let places =
            belonging::places::import::read(&places, kernel::Locale::Pl).expect("places that can be read");
        let write = move |tx: &store::Tx<'_>| belonging::places::acts::import(tx, &places);
        town.app.store.bulk(town.operator(), write).await.expect("the places are imported");
        let entries = std::fs::read_dir(demo("stories")).expect("the sample stories").flatten();
        let file = |entry: std::fs::DirEntry| {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            (entry.file_name().to_string_lossy().into_owned(), text)
        };
        let mut files: Vec<(String, String)> = entries.map(file).collect();
        files.sort();
        let mut members = BTreeMap::new();
        let table: toml::Table =
            std::fs::read_to_string(demo("members.toml")).expect("members").parse().expect("members in TOML");
        for member in table["member"].as_array().expect("members") {
            let (key, name) =
                (member["key"].as_str().expect("a key"), member["name"].as_str().expect("a name"));
            members.insert(key.to_owned(), (town.without_mail(name).await, name.to_owned()));
        }
        let read = import::read(&files, &members).unwrap_or_else(|wrongs| panic!("{wrongs:?}"));
        let originals = files.iter().filter(|(_, text)| text.contains("\ntellers = ")).count();
        assert_eq!(read.len(), originals);
        assert!(originals >= 20);
        let mut stories = Vec::new();
        for story in read {
            let bytes = |name: &str| std::fs::read(demo("pictures").join(name)).ok();
            stories.push(
                import::with_pictures(&town.app, story, bytes)
                    .await
                    .unwrap_or_else(|wrong| panic!("{wrong}")),
            );
        }
        let write = move |tx: &store::Tx<'_>| acts::import(tx, &stories);
        let keys = town.app.store.bulk(town.operator(), write).await.expect("the stories are imported");
        assert_eq!(keys.len(), originals);

        let visitor = town.visitor();
        let list = town.get(&visitor, "/osiedle/stories").await.expect(200);
        assert_eq!(list.all("ol.numbered > li").len(), 20);
        let older = list.attributes("a.quiet", "href").pop().expect("a second page");
        assert_eq!(
            town.get(&visitor, &older).await.expect(200).all("ol.numbered > li").len(),
            originals - 20
        );
        let story = "/osiedle/stories/lipy-i-konewka";
        let shown = town.get(&visitor, story).await.expect(200);
        assert!(shown.text().contains("Zofia") && shown.text().contains("od 2019 do dziś"));
        let ukrainian = town.get(&visitor, &format!("{story}?lang=uk")).await.expect(200);
        assert_eq!(ukrainian.all("article h1"), ["Дві лійки на дерево"]);
        assert!(ukrainian.attributes("figure img", "alt")[0].starts_with("Ілюстрація"));
        let picture = ukrainian.attributes("figure img", "src").pop().expect("a picture");
        town.get(&visitor, &picture).await.expect(200);
        assert!(town.statements(&visitor, story).await <= 8);
    })
    .await;
}

#[test]
fn every_statement_keeps_the_rules_for_both_engines() {
    let lists = [SLICE.statements, media::SLICE.statements, commons::consent::SLICE.statements];
    let wrongs: Vec<String> =
        lists.iter().flat_map(|list| list.iter()).flat_map(|statement| statement.lint()).collect();
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}

#[test]
fn every_move_is_made_by_an_act_of_the_policy_table() {
    let known = |name: &str| {
        let mut rows = SLICE.acts.iter().chain(commons::consent::SLICE.acts);
        rows.any(|row| row.name == name)
    };
    for step in belonging::stories::MOVES {
        assert!(known(step.by.name), "{} -> {}", step.from, step.to);
    }
}
