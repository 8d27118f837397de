//! CSS lengths.

const UNITS: &[&str] = &[
    "px", "%", "em", "rem", "ex", "ch", "lh", "rlh", "cap", "ic", "vw", "vh", "vi", "vb", "vmin", "vmax",
    "svw", "svh", "lvw", "lvh", "dvw", "dvh", "cqw", "cqh", "cm", "mm", "q", "in", "pc", "pt",
];

const FUNCTIONS: &[&str] = &["calc(", "min(", "max(", "clamp("];

/// Whether a text is a CSS length: a number with a unit, `0`, or a function that makes one.
pub(super) fn is_length(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    if FUNCTIONS.iter().any(|function| text.starts_with(function)) {
        return is_closed(&text);
    }
    let digits =
        text.find(|c: char| !c.is_ascii_digit() && !['.', '+', '-'].contains(&c)).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let is_number = number.parse::<f64>().is_ok_and(|number| number >= 0.0) && !number.ends_with('.');
    is_number && (UNITS.contains(&unit) || unit.is_empty() && number.parse() == Ok(0.0))
}

/// Whether the brackets that a function opens are closed at the end, and not before.
fn is_closed(text: &str) -> bool {
    let mut depth = 0_usize;
    for (place, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return false,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return place + 1 == text.len();
                }
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_from_other_texts() {
        for length in
            ["24vw", "60vh", "300px", "calc(100vh - (2 * 8px))", "min(24vw, 400px)", "0", ".5em", "12.5%"]
        {
            assert!(is_length(length), "{length}");
        }
        for other in [
            "",
            "wide",
            "300",
            "24 vw",
            "px",
            "auto",
            "calc(1px",
            "calc(1px)) + (2px)",
            "-3px",
            "1.px",
            "1..2px",
        ] {
            assert!(!is_length(other), "{other}");
        }
    }
}
