//! `customAttributes[]`: definitions of the account's own fields, web since pull request 15660.

use onepane_map::{Codec, IdForm, Table, TimeForm, row, words};
use onepane_model::AttributeDefinition;

use Codec::{Any, Id, Items, Text, Time};

pub(super) static DEFINITION: Table = Table::new(
    &AttributeDefinition::RECORD,
    &[
        row("id", AttributeDefinition::ID, Id(IdForm::Integer)),
        row("attribute_display_name", AttributeDefinition::NAME, Text),
        row("attribute_display_type", AttributeDefinition::KIND, Text),
        row("attribute_description", AttributeDefinition::DESCRIPTION, Text),
        row("attribute_key", AttributeDefinition::KEY, Text),
        row("regex_pattern", AttributeDefinition::PATTERN, Text),
        row("regex_cue", AttributeDefinition::PATTERN_HINT, Text),
        row("attribute_values", AttributeDefinition::VALUES, Items(&Any)),
        row("attribute_model", AttributeDefinition::OWNER, MODEL),
        row("default_value", AttributeDefinition::DEFAULT_VALUE, Any),
        row("created_at", AttributeDefinition::CREATED_AT, Time(TimeForm::Iso(3))),
        row("updated_at", AttributeDefinition::UPDATED_AT, Time(TimeForm::Iso(3))),
    ],
);

const MODEL: Codec = words!(
    "conversation_attribute" = "conversation",
    "contact_attribute" = "contact",
    "company_attribute" = "company",
);
