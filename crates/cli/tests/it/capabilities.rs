//! `onepane capabilities`.

use crate::support::{run, snapshot};

#[test]
fn one_host_in_detail() {
    snapshot("capabilities_table@botmaker", run("capabilities --host botmaker", "").out);
    let markdown = run("capabilities --host botmaker --format markdown", "").out;
    assert!(
        markdown.starts_with("| Event | botmaker | Notes |\n| --- | --- | --- |\n| `session."),
        "{markdown}"
    );
}

#[test]
fn json_is_one_object_a_line() {
    let ran = run("capabilities --host botmaker --format json", "");
    let [one] = &ran.json()[..] else { panic!("one host, one line") };
    assert_eq!(one["host"], "botmaker");
    assert_eq!(one["actions"]["message.send"]["level"], "full");
    assert_eq!(one["actions"]["context.refresh"]["level"], "unsupported");
}

#[test]
fn all_hosts_stand_side_by_side() {
    let table = run("capabilities", "").out;
    let heading = table.lines().next().unwrap();
    assert!(onepane::HOSTS.iter().all(|host| heading.contains(host)), "{heading}");
    assert_eq!(run("capabilities --format json", "").json().len(), onepane::HOSTS.len());
}

#[test]
fn a_configuration_shows_what_works_under_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("chatwoot.toml");
    std::fs::write(&path, "").unwrap();
    let declared = run("capabilities --host chatwoot --format json", "").json();
    let effective =
        run(&format!("capabilities --host chatwoot --format json --config {}", path.display()), "").json();
    assert_ne!(declared[0]["actions"]["message.send"]["level"], "unsupported");
    assert_eq!(effective[0]["actions"]["message.send"]["level"], "unsupported");
}

#[test]
fn every_kind_has_its_row() {
    let ran = run("capabilities", "");
    for kind in onepane::model::ActionKind::ALL {
        assert!(ran.out.lines().any(|line| line.starts_with(kind.as_str())), "{kind}");
    }
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(0)));
}

#[test]
fn tables_have_colors_when_they_are_wanted() {
    assert!(run("capabilities --color always", "").out.contains("\u{1b}[32mfull"));
    assert!(!run("capabilities", "").out.contains('\u{1b}'));
}

#[test]
fn the_readmes_show_the_tables_of_today() {
    let shows = |page: &str, arguments: &str| {
        let readme = std::fs::read_to_string(format!("{}/../../{page}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let table = run(&format!("capabilities --format markdown {arguments}"), "").out;
        assert!(
            readme.contains(&format!("codegen` -->\n{table}<!-- end")),
            "{page}: run `cargo xtask codegen`"
        );
    };
    shows("README.md", "");
    for host in onepane::HOSTS {
        shows(&format!("adapters/{host}/README.md"), &format!("--host {host}"));
    }
}

#[test]
fn what_has_no_reason_of_its_own_is_one_sentence_of_the_page() {
    let page = run("capabilities --host botmaker --format markdown", "").out;
    let sentence = "\nEverything else is unsupported: Botmaker's widget protocol has nothing of the kind.\n";
    assert_eq!(page.matches(sentence).count(), 2, "{page}");
    assert!(page.contains("| `notification.show` | unsupported | the host shows"), "{page}");
    assert!(!page.contains("`panel.open`"), "{page}");
}
