//! Wrong calls: exit 2, and what to do instead.

use crate::support::{run, snapshot};

#[track_caller]
fn check(name: &str, args: &str) {
    let ran = run(args, "");
    assert_eq!((ran.out.as_str(), ran.code), ("", Some(2)));
    snapshot(name, ran.err);
}

#[test]
fn an_unknown_host_lists_the_known_ones() {
    check("usage_unknown_host", "decode --host botmakr");
    check("usage_unknown_bridge", "bridge --from botmaker --to elsewhere");
}

#[test]
fn a_mistyped_command_or_option_gets_a_suggestion() {
    check("usage_unknown_command", "decoed --host botmaker");
    check("usage_unknown_option", "decode --hots botmaker");
    check("usage_unknown_schema", "schema evnt");
}

#[test]
fn what_is_missing_is_named() {
    check("usage_no_host", "decode");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    check("usage_no_file", "decode --host botmaker no-such-file.json");
    check("usage_no_config", "decode --host botmaker --config no-such-file.toml");
    check("usage_directory", "decode --host botmaker /");
}

#[test]
fn a_setting_that_cannot_be_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("onepane.toml");
    for (text, said) in [
        ("acount = \"x\"\n", "unknown field `acount`"),
        ("account = 7\n", "invalid type: integer `7`, expected a string"),
        ("widget_name = \"\"\n", "error: botmaker: expected the name under which the widget is registered"),
        (
            "dialect = \"axp\"\n",
            "error: botmaker: expected `widget-name` or `widget-id` in `dialect`, found `axp`",
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        let ran = run(&format!("decode --host botmaker --config {}", path.display()), "");
        assert!(ran.err.contains(said), "{}", ran.err);
        assert_eq!(ran.code, Some(2));
    }
}

#[test]
fn wrong_calls_keep_to_the_color_that_was_chosen() {
    assert!(run("--color always decode", "").err.contains('\u{1b}'));
    assert!(run("decode --color=always --hots x", "").err.contains('\u{1b}'));
    assert!(!run("--color never decode", "").err.contains('\u{1b}'));
    assert!(run("decode --host botmaker none.json --color always", "").err.contains('\u{1b}'));
}
