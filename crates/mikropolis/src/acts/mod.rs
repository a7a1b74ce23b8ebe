//! What acts are called, in one place for all features, so that they are named in one voice: on the slip from the
//! desk, in the list of what was done for somebody, in one's own journal.
//!
//! A new act gets a line here and in the three files of words; a test names every act that lacks one.

use crate::texts::acts as t;
use kernel::Locale;
use web::Slice;

macro_rules! called {
    ($($act:literal: $words:ident,)*) => {
        /// The words of an act.
        fn called(act: &str, locale: Locale) -> Option<&'static str> {
            Some(match act {
                $($act => t::$words(locale),)*
                _ => return None,
            })
        }
    };
}

called! {
    "budget.discard": budget_discard,
    "budget.import": budget_import,
    "budget.preview": budget_preview,
    "budget.publish": budget_publish,
    "community.change": community_change,
    "consent.withdraw": consent_withdraw,
    "desk.ask_for_letter": desk_ask_for_letter,
    "desk.end": desk_end,
    "desk.find": desk_find,
    "desk.issue_card": desk_issue_card,
    "desk.keep_promise": desk_keep_promise,
    "desk.print_letter": desk_print_letter,
    "desk.promise": desk_promise,
    "desk.receive": desk_receive,
    "desk.start": desk_start,
    "ground.draw": ground_draw,
    "helplines.add": helplines_add,
    "helplines.confirm": helplines_confirm,
    "helplines.edit": helplines_edit,
    "helplines.import": helplines_import,
    "helplines.remove": helplines_remove,
    "kiosk.end": kiosk_end,
    "kiosk.make": kiosk_make,
    "kiosk.read": kiosk_read,
    "kiosk.start": kiosk_start,
    "media.see_hidden": media_see_hidden,
    "member.change": member_change,
    "member.erase": member_erase,
    "member.export": member_export,
    "member.introduce": member_introduce,
    "member.read": member_read,
    "member.read_log": member_read_log,
    "notices.read": notices_read,
    "notices.read_calls": notices_read_calls,
    "notices.record_call": notices_record_call,
    "notices.seen": notices_seen,
    "offers.accept": offers_accept,
    "offers.answer": offers_answer,
    "offers.decline": offers_decline,
    "offers.done": offers_done,
    "offers.draft": offers_draft,
    "offers.edit": offers_edit,
    "offers.import": offers_import,
    "offers.post": offers_post,
    "offers.publish": offers_publish,
    "offers.read_desk": offers_read_desk,
    "offers.read_messages": offers_read_messages,
    "offers.read_mine": offers_read_mine,
    "offers.read_one": offers_read_one,
    "offers.read_slip": offers_read_slip,
    "offers.report": offers_report,
    "offers.take_back": offers_take_back,
    "offers.thank": offers_thank,
    "offers.withdraw": offers_withdraw,
    "offers.write": offers_write,
    "organisation.add": organisation_add,
    "organisation.create": organisation_create,
    "organisation.read": organisation_read,
    "organisation.remove": organisation_remove,
    "places.add": places_add,
    "places.edit": places_edit,
    "places.import": places_import,
    "places.put_back": places_put_back,
    "places.read_any": places_read_any,
    "places.translate": places_translate,
    "places.withdraw": places_withdraw,
    "queue.add": queue_add,
    "queue.call": queue_call,
    "queue.leave": queue_leave,
    "reports.decide": reports_decide,
    "reports.file": reports_file,
    "reports.hide": reports_hide,
    "reports.object": reports_object,
    "reports.read_all": reports_read_all,
    "roles.confirm": roles_confirm,
    "roles.decline": roles_decline,
    "roles.propose": roles_propose,
    "roles.read": roles_read,
    "roles.revoke": roles_revoke,
    "sign_in.ask": sign_in_ask,
    "sign_in.come_in": sign_in_come_in,
    "sign_in.end_program": sign_in_end_program,
    "sign_in.end_sessions": sign_in_end_sessions,
    "sign_in.join": sign_in_join,
    "sign_in.make_card": sign_in_make_card,
    "sign_in.make_program": sign_in_make_program,
    "sign_in.read_sessions": sign_in_read_sessions,
    "stories.edit": stories_edit,
    "stories.erase": stories_erase,
    "stories.erase_of": stories_erase_of,
    "stories.import": stories_import,
    "stories.publish": stories_publish,
    "stories.put_back": stories_put_back,
    "stories.read_any": stories_read_any,
    "stories.read_queue": stories_read_queue,
    "stories.send_back": stories_send_back,
    "stories.submit": stories_submit,
    "stories.tell": stories_tell,
    "stories.translate": stories_translate,
    "stories.withdraw": stories_withdraw,
    "vouching.desk": vouching_desk,
    "vouching.invite": vouching_invite,
    "vouching.neighbour": vouching_neighbour,
    "vouching.read": vouching_read,
    "vouching.use_invitation": vouching_use_invitation,
    "vouching.withdraw": vouching_withdraw,
}

/// The slice: words only.
pub static SLICE: Slice =
    Slice { says: Some(called), ..Slice::named("acts", "What acts are called, in the words of people.") };
