//! Secrets, planted where the host's rules say that secrets are.

use onepane_core::{Adapter, Body, Frame, Inbound};
use onepane_map::Index;

use crate::fixture::Fixture;
use crate::mutation::{Tree, document, put, tree};

/// The text of every planted secret: to be found nowhere else.
pub const PLANTED: &str = "planted-5ecret-7f3a9c";

/// The fixtures with secrets planted in them: under each listed name at every depth of their JSON, in each of the shapes
/// that a value can have, and in their launch URLs in each of the places that the token policy names.
///
/// A fixture that can hold no secret is left out.
pub fn planted(adapter: &dyn Adapter, fixtures: &[Fixture]) -> Vec<Fixture> {
    let secrets = adapter.protocol().secrets;
    let mut all = Vec::new();
    for fixture in fixtures {
        if let Body::In(Inbound::Launch { url: Some(url), .. }) = &fixture.frame.body {
            for url in launches(adapter, url) {
                let mut frame = fixture.frame.clone();
                if let Body::In(Inbound::Launch { url: Some(place), .. }) = &mut frame.body {
                    *place = url;
                }
                all.push(frame_of(fixture, frame));
            }
        }
        let Some(text) = document(&fixture.frame) else { continue };
        let Ok(index) = Index::parse(&text) else { continue };
        let mut document = tree(index.root());
        let shapes = [
            format!("\"{PLANTED}\""),
            format!("{{\"{PLANTED}\":[\"{PLANTED}\"]}}"),
            format!("[7,null,\"{PLANTED}\"]"),
        ];
        let mut turn = 0;
        plant(&mut document, &mut |members| {
            for secret in secrets {
                members.insert(
                    turn % (members.len() + 1),
                    ((*secret).to_owned(), Tree::Leaf(shapes[turn % shapes.len()].clone())),
                );
                turn += 1;
            }
        });
        if turn > 0 {
            let mut frame = fixture.frame.clone();
            put(&mut frame, &document);
            all.push(frame_of(fixture, frame));
        }
    }
    all
}

fn frame_of(fixture: &Fixture, frame: Frame) -> Fixture {
    Fixture { name: fixture.name.clone(), text: frame.to_json(), frame }
}

fn plant(tree: &mut Tree, into: &mut impl FnMut(&mut Vec<(String, Tree)>)) {
    match tree {
        Tree::Leaf(_) => {}
        Tree::Array(items) => items.iter_mut().for_each(|item| plant(item, into)),
        Tree::Object(members) => {
            members.iter_mut().for_each(|(_, value)| plant(value, into));
            into(members);
        }
    }
}

/// A launch URL with a token in each place, and in all of them.
fn launches(adapter: &dyn Adapter, url: &str) -> Vec<String> {
    let Some(policy) = adapter.token_policy() else { return Vec::new() };
    let base = url.split(['?', '#']).next().unwrap_or(url);
    let pair = |name: &&str| format!("{name}={PLANTED}");
    let query: Vec<String> = policy.query.iter().map(pair).collect();
    let fragment: Vec<String> = policy.fragment.iter().map(pair).collect();
    let mut urls = vec![format!("{base}?lang=es&{}#{}", query.join("&"), fragment.join("&"))];
    urls.extend(query.iter().map(|pair| format!("{base}?{pair}&lang=es#top")));
    urls.extend(fragment.iter().map(|pair| format!("{base}?lang=es#{pair}")));
    // The first letter as a browser may have it, too.
    urls.extend(query.iter().filter_map(|pair| {
        let (first, rest) = pair.split_at_checked(1)?;
        Some(format!("{base}?%{:02x}{rest}", first.bytes().next()?))
    }));
    urls
}
