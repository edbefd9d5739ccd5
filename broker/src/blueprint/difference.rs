//! A difference between a file and an account, and what is done about it.

use super::webhook::Webhook;

/// A difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What would make the account as the file says.
    pub change: Change,
    /// Whether it is made.
    pub handling: Handling,
}

/// What would make the account as the file says.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The template type is made.
    TypeCreated,
    /// The template type is switched on.
    TypeSwitchedOn,
    /// Its description changes.
    TypeDescribed(Edit),
    /// A data field is made: custom id and name.
    FieldAdded(String, String),
    /// A data field is switched on.
    FieldSwitchedOn(String),
    /// Attributes of a data field change.
    FieldChanged(String, Vec<Edit>),
    /// A data field is removed, also from all templates.
    FieldRemoved(String),
    /// A webhook is made.
    WebhookAdded(Webhook),
    /// Attributes of a webhook change.
    WebhookChanged(i64, Webhook, Vec<&'static str>),
    /// A webhook is removed: id and address.
    WebhookRemoved(i64, String),
}

/// A change of an attribute.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// The attribute.
    pub attribute: &'static str,
    /// What the account has.
    pub from: String,
    /// What the file says.
    pub to: String,
}

/// What is done about a difference.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Handling {
    /// It is written.
    Written,
    /// It is written only with `--prune`.
    OnlyWithPrune,
    /// It is shown: it belongs to the extension, and only that can change it.
    OfExtension,
    /// It is shown: only an administrator can switch a system field on, in Oneflow.
    OfAdministrator,
}

/// What is worth knowing, and is no difference.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Note {
    /// A data field that the file lacks is switched off, which is as good as removed.
    SwitchedOff(String),
    /// Parameters and authentication of the webhook at this address, which Oneflow never shows, cannot be compared.
    ConfigurationNotCompared(String),
    /// The sign key of the webhook at this address cannot be compared, and why.
    KeyNotCompared(String, String),
    /// The file contains a secret of the webhook at this address.
    SecretInFile(String, &'static str),
    /// A data field of the extension's template type was made by hand: it is the account's own.
    FieldByHand(String),
    /// A webhook of the extension's template type was made by hand: it is the account's own.
    WebhookByHand(String),
    /// A template type of the same name was made by hand, and plays no part.
    AlsoByHand(i64),
}

/// What happens to what the file lacks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Surplus {
    /// It stays.
    Kept,
    /// It is removed: data fields and webhooks of the file's template types.
    Pruned,
}

/// What happens to what Oneflow does not show: parameters and authentication of webhooks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unseen {
    /// It stays as it is.
    Kept,
    /// It is written again.
    Written,
}

impl Difference {
    /// A difference that is written.
    pub fn written(change: Change) -> Self {
        Self { change, handling: Handling::Written }
    }

    /// Something that the file lacks.
    pub fn surplus(change: Change, surplus: Surplus) -> Self {
        let handling = match surplus {
            Surplus::Kept => Handling::OnlyWithPrune,
            Surplus::Pruned => Handling::Written,
        };
        Self { change, handling }
    }

    /// A difference in what an extension made.
    pub fn of_extension(change: Change) -> Self {
        Self { change, handling: Handling::OfExtension }
    }

    /// Whether it is written.
    pub fn is_written(&self) -> bool {
        self.handling == Handling::Written
    }
}

impl Edit {
    /// The change of an attribute, if it changes.
    pub fn of(attribute: &'static str, from: &str, to: &str) -> Option<Self> {
        (from != to).then(|| Self { attribute, from: from.to_owned(), to: to.to_owned() })
    }
}
