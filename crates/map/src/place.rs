//! The way from a record's object to an object that is dissolved into it, as notes write it: `/meta/sender`.

use onepane_model::text::Text;

use crate::index::At;
use crate::table::Row;

/// Where in the record's object the engine is. Written out only where a note needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The place around it, and the key under which it stands there.
    step: Option<(&'a Place<'a>, &'static str)>,
}

impl<'a> Place<'a> {
    /// The record's own object.
    pub(crate) const HERE: Place<'static> = Place { step: None };

    /// The object under the row's key.
    pub(crate) fn inside(&'a self, row: &'static Row) -> Place<'a> {
        Place { step: Some((self, row.host)) }
    }

    /// Whether this is the way, without an escape in it.
    fn is_spelled(&self, way: &str) -> bool {
        match self.step {
            Some((outer, host)) => {
                let way = way.strip_suffix(host).and_then(|way| way.strip_suffix('/'));
                way.is_some_and(|way| outer.is_spelled(way))
            }
            None => way.is_empty(),
        }
    }

    fn push_into(&self, out: &mut String) {
        if let Some((outer, host)) = self.step {
            outer.push_into(out);
            out.push('/');
            out.push_str(host);
        }
    }
}

/// What a note says of a row's field: the last one, if there are several.
pub(crate) fn noted<'i>(notes: At<'i>, place: Place<'_>, row: &Row) -> Option<At<'i>> {
    notes.members().filter(|(way, _)| is_place(*way, place, row)).last().map(|(_, note)| note)
}

/// Whether this is the way to a row's field.
pub(crate) fn is_place(way: Text<'_>, place: Place<'_>, row: &Row) -> bool {
    if way.is_escaped() {
        return way.is(&place_of(place, row));
    }
    let outer = way.raw().strip_suffix(row.host).and_then(|way| way.strip_suffix('/'));
    outer.is_some_and(|outer| place.is_spelled(outer))
}

/// The way to a row's field.
pub(crate) fn place_of(place: Place<'_>, row: &Row) -> String {
    let mut way = String::new();
    place.push_into(&mut way);
    way.push('/');
    way.push_str(row.host);
    way
}
