//! That the capability table can be believed.

use onepane_model::record::Record;
use onepane_model::{ActionKind, EventKind, Level, Support};

use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};

/// Every kind has a line; less than `full` says why; what is named instead is there.
pub(crate) fn stated(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let Some(adapter) = trials.need(setup.name, || exam.kit.adapter(place)) else { continue };
        let declared = onepane_core::declared(&*adapter);
        for kind in EventKind::ALL {
            trials.run(format!("event {kind}"), || line(declared.events.get(kind.as_str())));
        }
        for kind in ActionKind::ALL {
            trials.run(format!("action {kind}"), || {
                let support = declared.actions.get(kind.as_str());
                line(support)?;
                let Some(support) = support else { return Ok(()) };
                if let Some(instead) = &support.instead {
                    let other =
                        declared.actions.get(instead).filter(|other| other.level != Level::Unsupported);
                    ensure(instead != kind.as_str() && other.is_some(), || {
                        Fault::new("instead", "another action that is supported", format!("`{instead}`"))
                    })?;
                }
                limits(kind.record(), support)
            });
        }
    }
}

fn line(support: Option<&Support>) -> Attempt {
    let Some(support) = support else { return Err(Fault::new("", "a line", "none")) };
    match (support.level, support.reason.as_deref()) {
        (Level::Full, Some(_)) => Err(Fault::new("reason", "none, as it is full", "one")),
        (Level::Degraded | Level::Unsupported, None | Some("")) => {
            Err(Fault::new("reason", format!("one, as it is {}", support.level), "none"))
        }
        (Level::Unsupported, _) if !support.needs.is_empty() || !support.constraints.is_empty() => {
            Err(Fault::new("", "neither needs nor limits, as it is unsupported", "some"))
        }
        _ => Ok(()),
    }
}

/// A limit is about a member that there is, and leaves something allowed.
fn limits(record: &Record, support: &Support) -> Attempt {
    for limit in &support.constraints {
        let place = format!("limit {}", limit.field);
        ensure(record.member(&limit.field).is_some(), || {
            Fault::new(&place, format!("a member of {}", record.name), "another name")
        })?;
        let says =
            limit.min.is_some() || limit.max.is_some() || !limit.one_of.is_empty() || limit.form.is_some();
        ensure(says, || Fault::new(&place, "a limit", "nothing"))?;
        let (min, max) = (limit.min.unwrap_or(0), limit.max.unwrap_or(u64::MAX));
        ensure(min <= max, || Fault::new(&place, "room between the bounds", format!("{min} to {max}")))?;
        let counts = limit.min.is_some() || limit.max.is_some();
        ensure(!counts || limit.unit.is_some(), || Fault::new(&place, "what is counted", "nothing"))?;
    }
    Ok(())
}
