//! Tokens in launch URLs.

use onepane_auth::{LaunchError, token_in_url};

use crate::forge::{POLICY, honest};

#[test]
fn a_token_is_found_where_the_policy_says() {
    for url in [
        "https://widget.example/?bmtoken=a.b.c",
        "https://widget.example/path?x=1&bmtoken=a.b.c&y=2#top",
        "https://widget.example/#token=a.b.c",
        "https://widget.example/?token=other#x=1&token=a.b.c",
        "https://widget.example/?%62mtoken=a%2Eb.c",
        "http://localhost:3000/?bmtoken=a.b.c",
    ] {
        assert_eq!(token_in_url(&POLICY, url).unwrap().expose(), "a.b.c", "{url}");
    }
    let token = honest();
    let url = format!("https://widget.example/?bmtoken={token}");
    let found = token_in_url(&POLICY, &url).unwrap();
    assert_eq!(found.expose(), token);
    assert!(!format!("{found:?}").contains(&token));
}

#[test]
fn no_token_or_several_are_refused() {
    let table = [
        ("https://widget.example/", LaunchError::None),
        ("https://widget.example/?token=a.b.c", LaunchError::None),
        ("https://widget.example/#a=bmtoken=a.b.c", LaunchError::None),
        ("https://widget.example/?BMTOKEN=a.b.c", LaunchError::None),
        ("https://widget.example/bmtoken=a.b.c", LaunchError::None),
        ("https://widget.example/?bmtoken=a.b.c&bmtoken=d.e.f", LaunchError::Several),
        ("https://widget.example/?bmtoken=a.b.c#token=a.b.c", LaunchError::Several),
        ("a.b.c", LaunchError::Url),
        ("", LaunchError::Url),
    ];
    for (url, error) in table {
        assert_eq!(token_in_url(&POLICY, url).unwrap_err(), error, "{url}");
        assert!(!error.to_string().contains("a.b.c"));
    }
}
