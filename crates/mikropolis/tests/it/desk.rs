//! Every route as somebody at the desk for somebody: what is marked for the desk works and is journaled as both,
//! the rest is refused, and the one helped sees it in their log.

use crate::forms::pairs;
use crate::world::{May, Who, World, fill, routes, slices, with_decoder};
use kernel::{Channel, Grant, MemberId, Role};
use people::member::{Line, journal_of};
use testkit::{Answer, Somebody, Town, on_both};
use web::{Guard, Method, Route, Speaks};

/// Somebody at the desk who helps a neighbour just now.
struct Helping {
    helper: Somebody,
    helped: Somebody,
}

impl Helping {
    async fn begins(town: &Town) -> Self {
        let helper = town.with_roles("Irena", &[Role::Desk]).await;
        let helped = town.neighbour("Stefania").await;
        let person = format!("/osiedle/desk/people/{}", helped.member.unwrap());
        let member = helped.member.unwrap().to_string();
        let fields = [("member", member.as_str()), ("reason", "Próba"), ("word", "")];
        let started = town.submit(&helper, &person, &format!("{person}/start"), &fields).await;
        assert_eq!(started.leads_to(), "/osiedle/desk/visit");
        Self { helper, helped }
    }
    async fn tries(&self, world: &World, route: &Route, path: &str) -> Answer {
        match route.method {
            Method::Get => world.town.get(&self.helper, path).await,
            Method::Post => {
                let hidden = world.town.hidden(&self.helper, "/display").await;
                world.town.post(&self.helper, path, &hidden, &pairs(&world.fields(path))).await
            }
        }
    }
    async fn journal(&self, town: &Town) -> Vec<Line> {
        let helper = self.helper.member.unwrap();
        town.app.store.read(town.operator(), move |seen| journal_of(seen, helper, store::ALL)).await.unwrap()
    }
}

fn pages() -> impl Iterator<Item = (&'static Route, &'static kernel::ActRow)> {
    let html = routes().filter(|route| route.speaks == Speaks::Html);
    html.filter_map(|route| match route.guard {
        Guard::Act(row) => Some((route, row)),
        Guard::Public(_) => None,
    })
}

/// What whoever helps still does in their own name.
fn own(row: &kernel::ActRow) -> bool {
    let own = |grant: &Grant| {
        matches!(grant, Grant::Anyone | Grant::Role(Role::Desk) | Grant::SecondPerson(Role::Desk))
    };
    row.who.iter().any(own)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_the_desk_is_refused_while_helping() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let visit = Helping::begins(&world.town).await;
        let before = visit.journal(&world.town).await.len();
        let mut wrong = Vec::new();
        let mut doors = 0;
        for (route, _) in pages().filter(|(_, row)| !row.desk && !own(row)) {
            for path in world.tries(route) {
                let answer = visit.tries(&world, route, &path).await;
                doors += 1;
                if answer.status.as_u16() != 403 {
                    wrong.push(format!("{:?} {path}: {}", route.method, answer.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(doors > 30, "{doors} doors were tried");
        assert_eq!(visit.journal(&world.town).await.len(), before, "nothing was done");
        // and it did not end the visit
        world.town.get(&visit.helper, "/osiedle/desk/visit").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_the_desk_works_and_is_journaled_as_both() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let mut wrong = Vec::new();
        let mut done = 0;
        for (route, row) in pages().filter(|(_, row)| row.desk) {
            for path in world.tries(route).into_iter().take(2) {
                // anew for each, since some end the membership or the visit
                let visit = Helping::begins(&world.town).await;
                let (helper, helped) = (visit.helper.member.unwrap(), visit.helped.member.unwrap());
                let before = visit.journal(&world.town).await.len();
                let answer = visit.tries(&world, route, &path).await;
                let status = answer.status.as_u16();
                let shut = Who::Resident.may(&route.guard) == May::Enter && status == 403;
                if shut || status >= 500 || status == 405 {
                    wrong.push(format!("{:?} {path}: {status} {}", route.method, answer.words()));
                }
                let lines = visit.journal(&world.town).await;
                let fresh = &lines[..lines.len() - before];
                for line in fresh {
                    let both = line.who == Some(helper) && line.for_member == Some(helped);
                    if !both || line.channel != Channel::Desk {
                        wrong.push(format!("{path} ({}): {line:?}", row.name));
                    }
                }
                done += usize::from(!fresh.is_empty());
                if !fresh.is_empty() && !row.name.ends_with("erase") {
                    sees(&world.town, &visit.helped, helped, fresh, &mut wrong).await;
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(done >= 10, "{done} acts were done for somebody");
    })
    .await;
}

/// Whether the log of the one helped lists what was done, in words.
async fn sees(town: &Town, who: &Somebody, member: MemberId, fresh: &[Line], wrong: &mut Vec<String>) {
    let log = town.get(who, "/osiedle/me/log").await.expect(200).words();
    for line in fresh.iter().filter(|line| line.for_member == Some(member)) {
        let words = town.app.act_words(&line.act, kernel::Locale::Pl).replace('\u{a0}', " ");
        if !log.replace('\u{a0}', " ").contains(&words) {
            wrong.push(format!("their log says nothing of {}: {log}", line.act));
        }
    }
}

/// A person at the desk, who counts the pages she sees.
struct Counted<'a> {
    town: &'a Town,
    who: &'a Somebody,
    screens: Vec<String>,
}

impl Counted<'_> {
    /// Looks at a page, fills the form there and sends it; the page it leads to is the next one looked at.
    async fn fills(&mut self, page: &str, action: &str, own: &[(&str, &str)]) -> String {
        self.screens.push(page.to_owned());
        let (page, action) = (format!("/osiedle{page}"), format!("/osiedle{action}"));
        let sent = fill(self.town, self.who, &page, &action, own).await;
        assert_eq!(sent.status.as_u16(), 303, "{action}: {}", sent.words());
        sent.leads_to().trim_start_matches("/osiedle").to_owned()
    }
    /// Looks at a page and follows a link there.
    async fn follows(&mut self, page: &str, link: &str) {
        self.screens.push(page.to_owned());
        let shown = self.town.get(self.who, &format!("/osiedle{page}")).await.expect(200);
        let links = shown.attributes("main a", "href");
        assert!(links.contains(&format!("/osiedle{link}")), "{page} leads to {links:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_door_to_the_slip_in_at_most_twelve_screens() {
    with_decoder();
    on_both(slices(), async |town| {
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        let mut desk = Counted { town: &town, who: &irena, screens: Vec::new() };
        // "Good day, can I sit?"
        desk.follows("/desk", "/desk/receive").await;
        // first name, how to reach me, my word; read aloud, and the number of the paper I signed
        let person = [
            ("name", "Stefania"),
            ("reach_way", "phone"),
            ("reach_value", "12 000 00 44"),
            ("word", "żółta konewka"),
            ("reason", "Żarówka w kuchni"),
            ("paper", "17/2026"),
        ];
        assert_eq!(desk.fills("/desk/receive", "/desk/receive", &person).await, "/desk/visit");
        // a light bulb; a woman; not before ten
        desk.follows("/desk/visit", "/needs/new").await;
        let need = [
            ("title", "Żarówka w kuchni"),
            ("text", "Nie przed dziesiątą"),
            ("who_may_come", "woman"),
            ("area", ""),
        ];
        assert_eq!(desk.fills("/needs/new", "/offers/new", &need).await, "/desk/visit");
        // "here was the dairy": the story, with the consent as it was given
        desk.follows("/desk/visit", "/stories/tell").await;
        let story = [("title", "Mleczarnia"), ("body", "Tu była mleczarnia."), ("place2", "")];
        assert_eq!(desk.fills("/stories/tell", "/stories/tell", &story).await, "/desk/visit");
        // what comes next, on the slip
        let promise = [
            ("promise", "zadzwonimy w sprawie żarówki"),
            ("day-day", "26"),
            ("day-month", "11"),
            ("day-year", "2026"),
        ];
        assert_eq!(desk.fills("/desk/visit", "/desk/visit", &promise).await, "/desk/slip");
        let slip = town.get(&irena, "/osiedle/desk/slip").await.expect(200);
        let words = slip.all("article.slip").join(" ");
        for said in ["Stefania", "Wpisano potrzebę", "Spisano opowieść", "zadzwonimy w sprawie żarówki"]
        {
            assert!(words.contains(said), "{said}: {words}");
        }
        assert_eq!(desk.fills("/desk/slip", "/desk/end", &[]).await, "/desk");
        desk.screens.push("/desk".to_owned());
        assert!(desk.screens.len() <= 12, "{:?}", desk.screens);

        // the screen is empty, and so is every page one might go back to
        for page in desk.screens.iter().filter(|page| *page != "/desk") {
            let shown = town.get(&irena, &format!("/osiedle{page}")).await;
            assert!(!shown.text().contains("Stefania"), "{page} still shows her");
        }
        assert!(!town.get(&irena, "/osiedle/desk").await.text().contains("Stefania"));
    })
    .await;
}
