//! How a plan is printed. Names are quoted and escaped, and no secret is in it.

use std::fmt::{self, Display, Formatter};

use super::difference::{Change, Difference, Edit, Handling, Note};
use super::plan::{Maker, Plan, TypePlan};
use super::webhook::{Rule, Webhook};

impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for planned in self.types.iter().filter(|planned| !planned.differences.is_empty() || !planned.notes.is_empty())
        {
            write!(f, "{planned}")?;
        }
        match (self.is_empty(), self.written()) {
            (true, _) => f.write_str("The account is as the file says.\n"),
            (false, 0) => f.write_str("Nothing of this can be written.\n"),
            (false, 1) => f.write_str("1 change to write.\n"),
            (false, count) => writeln!(f, "{count} changes to write."),
        }
    }
}

impl Display for TypePlan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let extension = if matches!(self.maker, Maker::Extension(_)) { ", made by the extension" } else { "" };
        writeln!(f, "Template type {:?}{extension}", self.name)?;
        for difference in &self.differences {
            writeln!(f, "  {difference}")?;
        }
        for note in &self.notes {
            writeln!(f, "  i {note}")?;
        }
        Ok(())
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mark = match (&self.change, self.handling) {
            (_, Handling::OfExtension | Handling::OfAdministrator) => '!',
            (Change::TypeCreated | Change::FieldAdded(..) | Change::WebhookAdded(_), _) => '+',
            (Change::FieldRemoved(_) | Change::WebhookRemoved(..), _) => '-',
            _ => '~',
        };
        write!(f, "{mark} {}", self.change)?;
        f.write_str(match self.handling {
            Handling::Written => "",
            Handling::OnlyWithPrune => " (stays; --prune removes it)",
            Handling::OfExtension => " (not written: it belongs to the extension)",
            Handling::OfAdministrator => " (not written: an administrator switches it on, in Oneflow)",
        })
    }
}

impl Display for Change {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TypeCreated => f.write_str("create the template type"),
            Self::TypeSwitchedOn => f.write_str("it is switched off: switch it on"),
            Self::TypeDescribed(edit) => write!(f, "{edit}"),
            Self::FieldAdded(custom_id, name) => write!(f, "data field {custom_id:?}: add it as {name:?}"),
            Self::FieldSwitchedOn(custom_id) => {
                write!(f, "data field {custom_id:?} is switched off: switch it on")
            }
            Self::FieldChanged(custom_id, edits) => {
                let edits: Vec<String> = edits.iter().map(Edit::to_string).collect();
                write!(f, "data field {custom_id:?}: {}", edits.join(", "))
            }
            Self::FieldRemoved(custom_id) => {
                write!(f, "data field {custom_id:?}: remove it, also from all templates")
            }
            Self::WebhookAdded(webhook) => write!(f, "webhook {webhook}: add it"),
            Self::WebhookChanged(_, webhook, attributes) => write!(f, "webhook {webhook}: {}", attributes.join(", ")),
            Self::WebhookRemoved(id, url) => write!(f, "webhook {url:?} (id {id}): remove it"),
        }
    }
}

impl Display for Edit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.attribute {
            // Output may end up in a log, and a value is the customer's text.
            "value" => f.write_str("value"),
            attribute => write!(f, "{attribute} {:?} becomes {:?}", self.from, self.to),
        }
    }
}

impl Display for Webhook {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rule = |rule: &Rule| match rule {
            Rule::EventType(types) => types.join(", "),
            Rule::Workspace(ids) => format!("in workspaces {ids:?}"),
        };
        let filters = self.filters.iter().map(|filter| {
            let rules: Vec<String> = filter.filter_rules.iter().map(rule).collect();
            rules.join(" ")
        });
        let filters: Vec<String> = filters.collect();
        write!(f, "{:?}", self.callback_url)?;
        if filters.is_empty() { f.write_str(" for all events") } else { write!(f, " for {}", filters.join("; or ")) }
    }
}

impl Display for Note {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::SwitchedOff(custom_id) => {
                write!(f, "data field {custom_id:?} is switched off, and the file does not name it")
            }
            Self::ConfigurationNotCompared(url) => {
                let why = "Oneflow does not show them (--secrets writes them again)";
                write!(f, "webhook {url:?}: parameters and authentication are not compared, because {why}")
            }
            Self::KeyNotCompared(url, why) => write!(f, "webhook {url:?}: sign_key is not compared, because {why}"),
            Self::SecretInFile(url, name) => {
                write!(
                    f,
                    "webhook {url:?}: the file contains its {name}; name a variable instead: {{ env = \"NAME\" }}"
                )
            }
            Self::FieldByHand(custom_id) => write!(f, "data field {custom_id:?} was made by hand, and stays"),
            Self::WebhookByHand(url) => write!(f, "webhook {url:?} was made by hand, and stays"),
            Self::AlsoByHand(id) => write!(f, "a template type of this name was made by hand, too (id {id})"),
        }
    }
}
