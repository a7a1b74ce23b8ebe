//! What must hold of the list of slices itself.

use mikropolis::slices::all;

#[test]
fn the_slices_agree_and_acts_are_named_after_them() {
    web::check(all()).unwrap();
    for slice in all() {
        let own = format!("{}.", slice.name);
        let strange: Vec<_> = slice.acts.iter().filter(|act| !act.name.starts_with(&own)).collect();
        assert!(strange.is_empty(), "{}: {strange:?}", slice.name);
        assert!(slice.acts.iter().all(|act| !act.who.is_empty() && !act.law.is_empty()), "{}", slice.name);
    }
}

#[test]
fn all_sql_is_portable() {
    let statements = all().iter().flat_map(|slice| slice.statements);
    let wrong: Vec<String> = statements.flat_map(|statement| statement.lint()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_act_of_a_person_is_called_something_in_three_languages() {
    use kernel::{Grant, Locale};
    let machine = |grant: &Grant| matches!(grant, Grant::Job(_) | Grant::Operator);
    let acts = all().iter().flat_map(|slice| slice.acts).filter(|act| !act.who.iter().all(machine));
    let says = |act: &str, locale| all().iter().find_map(|slice| slice.says?(act, locale));
    let called = |name: &str| Locale::ALL.into_iter().all(|locale| says(name, locale).is_some());
    let without: Vec<&str> = acts.map(|act| act.name).filter(|name| !called(name)).collect();
    assert!(without.is_empty(), "write what these are called into mikropolis/src/acts: {without:#?}");
}

#[test]
fn papers_and_pictures_that_are_made_for_anybody_have_a_limit() {
    use web::Guard;
    let made = |path: &str| [".pdf", "/card.png"].iter().any(|ending| path.ends_with(ending));
    let routes = all().iter().flat_map(|slice| slice.routes);
    let public = routes.filter(|route| matches!(route.guard, Guard::Public(_)) && made(route.path));
    let without: Vec<&str> = public.filter(|route| route.limit.is_none()).map(|route| route.path).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn whatever_anybody_may_send_has_a_limit() {
    use web::{Guard, Method};
    let routes = all().iter().flat_map(|slice| slice.routes);
    let public =
        routes.filter(|route| matches!(route.guard, Guard::Public(_)) && route.method == Method::Post);
    let mut without: Vec<&str> =
        public.filter(|route| route.limit.is_none()).map(|route| route.path).collect();
    without.sort_unstable();
    // these change nothing but the browser they come from
    assert_eq!(without, ["/display", "/kiosk/end", "/sign-out"]);
}

#[test]
fn what_is_begun_at_the_desk_may_be_done_there() {
    use web::{Guard, Method, Spot};
    let routes = || all().iter().flat_map(|slice| slice.routes);
    for begin in all().iter().flat_map(|slice| slice.begins) {
        let route = routes().find(|route| route.path == begin.path && route.method == Method::Get);
        let route = route.unwrap_or_else(|| panic!("{} leads nowhere", begin.path));
        if let (Guard::Act(act), true) = (route.guard, begin.at.contains(&Spot::Desk)) {
            let open = act.who.iter().any(|grant| {
                matches!(grant, kernel::Grant::Anyone | kernel::Grant::Role(kernel::Role::Desk))
            });
            assert!(act.desk || open, "{} is not for the desk", begin.path);
        }
    }
}
