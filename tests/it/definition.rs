//! One manifest, and what every host needs of it.

use onepane::core::Severity;
use onepane::{HOSTS, definition};

/// The manifest that the README shows.
fn readme() -> String {
    let readme = std::fs::read_to_string(crate::root().join("README.md")).unwrap();
    let (_, behind) = readme.split_once("```toml\n# widget.toml").expect("the README shows a manifest");
    format!("# widget.toml{}", behind.split("```").next().unwrap())
}

fn schema_takes(manifest: &str) -> bool {
    let value: serde_json::Value = toml::from_str(manifest).unwrap();
    crate::schema::validator("manifest").is_valid(&value)
}

#[test]
fn every_host_takes_what_is_built_from_the_readmes_manifest() {
    let manifest = definition::manifest(&readme()).unwrap();
    assert_eq!(manifest.check(), []);
    for host in HOSTS {
        let built = definition::build(host, &manifest).unwrap_or_else(|found| panic!("{host}: {found:?}"));
        let found = definition::check(host, &built.text);
        assert!(found.iter().all(|finding| finding.severity == Severity::Warn), "{host}: {found:?}");
    }
}

#[test]
fn schema_and_reader_agree() {
    let whole = readme();
    assert!(schema_takes(&whole));
    for (from, to) in [
        ("name =", "nmae ="),
        ("version =", "versoin ="),
        ("width =", "widht ="),
        ("required =", "requierd ="),
        ("\"string\"", "\"text\""),
        ("permissions = [", "permissions = [7, "),
        ("required = true", "required = \"true\""),
    ] {
        let wrong = whole.replacen(from, to, 1);
        assert_ne!(wrong, whole, "{from} is not in the README's manifest");
        assert!(definition::manifest(&wrong).is_err() && !schema_takes(&wrong), "{to}");
    }
}

#[test]
fn what_only_a_host_knows_stays_as_it_was() {
    let manifest = definition::manifest(
        "name = \"a\"\ntitle = \"A\"\nversion = \"1.0.0\"\nurl = \"https://w.example.test\"\n\
         [hosts.mine]\nlist = [1, \"b\", true]\ndeep = { x = 1.5 }\n",
    )
    .unwrap();
    let mine = &manifest.hosts["mine"];
    assert_eq!(mine["list"].to_value(), serde_json::json!([1, "b", true]));
    assert_eq!(mine["deep"].to_value(), serde_json::json!({ "x": 1.5 }));
}

#[test]
fn a_host_that_is_not_in_the_build_is_named() {
    let manifest = definition::manifest(&readme()).unwrap();
    let found = definition::build("elsewhere", &manifest).unwrap_err();
    assert!(found[0].message.ends_with("found `elsewhere`"), "{found:?}");
    assert_eq!(definition::check("elsewhere", "{}"), found);
}
