//! That what a host is given to install a widget is made from the widget's manifest.

use onepane_core::{Finding, Manifest, Severity};
use serde_json::{Value, json};

use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::kit::{BuildDefinition, CheckDefinition};
use crate::conformance::property::{Exam, Trials};

/// What is built of a manifest passes the adapter's own check and names the widget, by its page or its own name; of a
/// manifest without a page nothing is built.
pub(crate) fn built(exam: &Exam<'_>, trials: &mut Trials) {
    let Some((build, check, needs)) = exam.kit.definition else {
        return trials.skip("the kit names no functions that make and check a definition");
    };
    let Some(needs) = trials.need("kit", || {
        serde_json::from_str(needs).map_err(|error| Fault::new(needs, "a JSON object", error.to_string()))
    }) else {
        return;
    };
    let plain = manifest(exam.kit.host(), &needs, "Order desk");
    // Characters that mean something in most languages.
    let odd = manifest(exam.kit.host(), &needs, "Größe \"A\" & <B>");
    for (name, manifest) in [("a plain title", &plain), ("a title with marks", &odd)] {
        trials.run(name, || {
            let text = accepted(build, check, manifest)?;
            let names = ["url", "name"].into_iter().filter_map(|member| manifest.get(member)?.as_str());
            let is_named = names.into_iter().any(|name| holds(&text, name));
            ensure(is_named, || Fault::new(text.as_str(), "the widget's page or its name", "neither"))
        });
    }
    trials.run("no page", || {
        let mut manifest = plain.clone();
        manifest["url"] = "".into();
        let found = read(&manifest)?.check();
        let found = found.into_iter().chain(build(&read(&manifest)?).err().unwrap_or_default());
        ensure(found.into_iter().any(|finding| is_rejected(&finding)), || {
            Fault::new("/url", "that it is rejected", "that it is not")
        })
    });
    trials.run("an empty text", || {
        ensure(check("").iter().any(is_rejected), || Fault::new("", "that it is rejected", "that it is not"))
    });
}

fn manifest(host: &str, needs: &Value, title: &str) -> Value {
    json!({
        "name": "order-desk", "title": title, "version": "1.2.0", "url": "https://widgets.example.com/order-desk",
        "description": "Orders beside the conversation", "icon": "https://widgets.example.com/icon.svg",
        "size": { "width": "321px", "height": "432px" }, "hosts": { host: needs },
    })
}

/// The text of a definition that its own check accepts.
fn accepted(build: BuildDefinition, check: CheckDefinition, manifest: &Value) -> Attempt<String> {
    let built = build(&read(manifest)?).map_err(|found| Fault::new("", "a definition", shown(&found)))?;
    let found: Vec<Finding> = check(&built.text).into_iter().filter(is_rejected).collect();
    ensure(found.is_empty(), || {
        Fault::new(built.text.as_str(), "what the adapter's own check accepts", shown(&found))
    })?;
    Ok(built.text)
}

/// Whether a text says another: as it is or as JSON writes it.
fn holds(text: &str, said: &str) -> bool {
    let literal = Value::from(said).to_string();
    text.contains(said) || text.contains(literal.trim_matches('"'))
}

fn read(manifest: &Value) -> Attempt<Manifest> {
    serde_json::from_value(manifest.clone()).map_err(|error| Fault::new("", "a manifest", error.to_string()))
}

fn is_rejected(finding: &Finding) -> bool {
    finding.severity == Severity::Reject
}

fn shown(found: &[Finding]) -> String {
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
