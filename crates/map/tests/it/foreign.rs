//! Events of another host: matched by their kind, written with this host's tables, losses told exactly.

use onepane_map::LossKind::{NoPlace, NoSource};
use onepane_map::{Facts, Index, Loss, LossKind, Room};

use crate::harbour::PROTOCOL;
use crate::run::{assert_holds, emulated, framed, neutral};
use crate::tree::Tree;

fn event(kind: &str, data: &str) -> String {
    format!(
        r#"{{"specversion":"1.0","id":"1","source":"s","type":"dev.onepane.{kind}","host":"airport","hostevent":"gate","data":{data}}}"#
    )
}

/// The event makes this frame, with these losses.
#[track_caller]
fn assert_made(kind: &str, data: &str, frame: &str, losses: &[(&str, LossKind)]) {
    let back = emulated(&event(kind, data));
    let told: Vec<_> = back.losses.iter().map(|loss: &Loss| (loss.pointer.as_str(), loss.kind)).collect();
    assert_eq!(told, losses, "{}", back.text);
    assert_eq!(Tree::of(&back.text), Tree::of(frame), "{}", back.text);
}

#[track_caller]
fn assert_not_had(event: &str) {
    let index = Index::parse(event).unwrap();
    let facts = Facts::of(index.root()).unwrap();
    assert!(facts.is_none_or(|facts| PROTOCOL.emulate(&mut Room::default(), &facts) == Ok(None)), "{event}");
}

#[test]
fn an_event_is_matched_by_its_kind_and_gets_this_hosts_name() {
    assert_made(
        "agent.state_changed",
        r#"{"agent":{"id":"7","confirmed":true}}"#,
        r#"{"code":"flags/2","signal":"watch","cargo":{"mate":{"id":7,"awake":true},"rank":1}}"#,
        &[],
    );
    let back = emulated(&event("agent.state_changed", r#"{"agent":{"id":"7"}}"#));
    assert_eq!(back.name, "watch");
}

#[test]
fn an_event_that_this_host_does_not_have_is_none() {
    assert_not_had(&event("company.selected", "{}"));
    assert_not_had(&event("host.event", r#"{"name":"gate","payload":1}"#));
    assert_not_had(&event("no.such", "{}"));
}

#[test]
fn a_derived_event_is_no_hosts() {
    let line = neutral(&framed("watch", "{}"));
    assert_not_had(&line.replace("{\"specversion\"", "{\"derived\":true,\"specversion\""));
}

#[test]
fn what_this_host_has_no_place_for_is_told() {
    assert_made(
        "context.changed",
        r#"{"company":{"id":"1"},"panel_open":true,"subject":"noon","new_member":1,"contact":{"id":"7","email":"e","a/b":1,"extra":{"x":1}}}"#,
        r#"{"code":"flags/2","signal":"log","cargo":{"page":"noon","skipper":{"id":7}}}"#,
        &[
            ("/data/new_member", NoPlace),
            ("/data/contact/a~1b", NoPlace),
            ("/data/contact/email", NoPlace),
            ("/data/company", NoPlace),
            ("/data/panel_open", NoPlace),
        ],
    );
}

#[test]
fn losses_in_lists_and_keyed_objects_say_which_item() {
    assert_made(
        "context.changed",
        r#"{"conversation":{"id":"1","status":"pending","messages":[{"id":"1"},{"id":"2","visibility":"private"},{"kind":"story"}]}}"#,
        r#"{"code":"flags/2","signal":"log","cargo":{"voyage":{"no":1,"state":"pending","lines":[{"id":1},{"id":2},{}]}}}"#,
        &[
            ("/data/conversation/messages/1/visibility", NoPlace),
            ("/data/conversation/messages/2/kind", NoPlace),
        ],
    );
    assert_made(
        "ticket.state_changed",
        r#"{"ticket":{"code":"J","sla":{"a/b":{"paused":true},"time_to_resolve":{"paused":true}}}}"#,
        r#"{"code":"flags/2","signal":"job.moved","cargo":{"code":"J","clocks":{"a/b":{},"WHOLE":{}}}}"#,
        &[("/data/ticket/sla/a~1b/paused", NoPlace), ("/data/ticket/sla/time_to_resolve/paused", NoPlace)],
    );
}

#[test]
fn what_this_host_requires_and_the_event_lacks_is_told() {
    assert_made(
        "context.changed",
        r#"{"conversation":{"uuid":"u"}}"#,
        r#"{"code":"flags/2","signal":"log","cargo":{"voyage":{"uid":"u"}}}"#,
        &[("/data/conversation/id", NoSource)],
    );
    assert_made(
        "message.created",
        "{}",
        r#"{"code":"flags/2","signal":"line","cargo":{}}"#,
        &[("/data/message", NoSource)],
    );
    assert_made(
        "ticket.state_changed",
        r#"{"previous_state":"open"}"#,
        r#"{"code":"flags/2","signal":"job.moved","cargo":{"was":"OPEN"}}"#,
        &[("/data/ticket/code", NoSource)],
    );
}

#[test]
fn a_second_home_of_a_value_is_a_source_too() {
    assert_made(
        "conversation.selected",
        r#"{"contact":{"id":"c-1","name":"Ada"}}"#,
        r#"{"code":"flags/2","signal":"berth","cargo":{"no":"c-1","skipper":"Ada"}}"#,
        &[],
    );
}

#[test]
fn the_other_hosts_own_members_stay_behind() {
    assert_made(
        "agent.state_changed",
        r#"{"agent":{"id":"7","extra":{"id":8,"$as":{}}},"extra":{"$shape":"roster","$envelope":{"odd":1,"code":"x"},"n":1}}"#,
        r#"{"code":"flags/2","signal":"watch","cargo":{"mate":{"id":7},"rank":1}}"#,
        &[],
    );
}

#[test]
fn words_that_this_host_does_not_have_pass_as_they_are() {
    assert_made(
        "context.changed",
        r#"{"conversation":{"id":"x","status":"snoozed","channel":"telex"}}"#,
        r#"{"code":"flags/2","signal":"log","cargo":{"voyage":{"no":"x","papers":{"form":"A","flag":"telex"},"state":"snoozed"}}}"#,
        &[],
    );
}

#[test]
fn a_word_out_of_a_closed_set_has_no_place() {
    assert_made(
        "context.changed",
        r#"{"conversation":{"id":"1","priority":"whenever"},"appearance":"sepia"}"#,
        r#"{"code":"flags/2","signal":"log","cargo":{"voyage":{"no":1}}}"#,
        &[("/data/conversation/priority", NoPlace), ("/data/appearance", NoPlace)],
    );
}

#[test]
fn another_hosts_event_may_be_of_any_shape_of_this_host() {
    assert_made(
        "ticket.list_updated",
        r#"{"tickets":[{"code":"J"}],"total":1}"#,
        r#"{"code":"flags/2","signal":"jobs","cargo":[{"code":"J"}]}"#,
        &[("/data/total", NoPlace)],
    );
    assert_made(
        "ticket.list_updated",
        r#"{"total":1}"#,
        r#"{"code":"flags/2","signal":"jobs","cargo":{"count":1}}"#,
        &[],
    );
    assert_made("widget.message", "{}", r#"{"code":"flags/2","signal":"rumour","cargo":null}"#, &[]);
}

#[test]
fn the_attributes_go_into_this_hosts_envelope() {
    let line = event("widget.message", r#"{"payload":1}"#)
        .replace(r#""hostevent""#, r#""screen":"GATE","time":"1970-01-01T00:00:01Z","hostevent""#);
    assert_holds(&emulated(&line).text, &[("/deck", "\"GATE\""), ("/at", "1000")]);
}

#[test]
fn secrets_of_this_host_are_not_written_for_another_one() {
    let line = event("widget.message", r#"{"payload":{"cipher":1,"a":[{"cipher":2}]}}"#);
    assert_holds(&emulated(&line).text, &[("/cargo", r#"{"a":[{}]}"#)]);
}

#[test]
fn losses_can_be_read() {
    let back = emulated(&event("context.changed", r#"{"company":{"id":"1"},"conversation":{}}"#));
    let told: Vec<_> = back.losses.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "/data/conversation/id: this host requires it, the event does not have it",
            "/data/company: this host has no place for it",
        ]
    );
}
