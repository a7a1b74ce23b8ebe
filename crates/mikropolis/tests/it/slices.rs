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
