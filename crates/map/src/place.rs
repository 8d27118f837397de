//! The way from a record's object to an object that is dissolved into it, as notes write it: `/meta/sender`.

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

    fn push_into(&self, out: &mut String) {
        if let Some((outer, host)) = self.step {
            outer.push_into(out);
            out.push('/');
            out.push_str(host);
        }
    }
}

/// The way to a row's field.
pub(crate) fn place_of(place: Place<'_>, row: &Row) -> String {
    let mut way = String::new();
    place.push_into(&mut way);
    way.push('/');
    way.push_str(row.host);
    way
}
