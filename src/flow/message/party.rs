//! What happens to the parties.

use crate::api::Text;
use crate::flow::form::party::{PartyInput, PartyKey, PartyKind};
use crate::flow::form::person::{PersonInput, PersonKey};
use crate::flow::form::role::Role;

/// What happened to the parties.
#[derive(Clone, Debug, PartialEq)]
pub enum PartyMessage {
    /// A party was added.
    Added(PartyKind),
    /// The host's parties count again.
    Restored,
    /// A party was moved up by one.
    MovedUp(PartyKey),
    /// A suggested person was ticked or unticked: by their index among the suggestions.
    PersonToggled(PartyKey, usize),
    /// What the acting user does: this, or what the template says.
    OwnPartChosen(Option<Role>),
    /// A suggested person was added as a party: by their index among the suggestions.
    SuggestedAdded(usize),
    /// What was removed last is to be put back.
    Undone,
    /// A person's further inputs were asked for, or are no longer wanted.
    DetailsToggled(PartyKey, PersonKey),
    /// A party was removed.
    Removed(PartyKey),
    /// A party's inputs were asked for, instead of its summary.
    Expanded(PartyKey),
    /// A party's summary was asked for.
    Collapsed(PartyKey),
    /// A company was turned into an individual, or the other way round.
    KindChanged(PartyKey, PartyKind),
    /// One of a party's inputs was edited.
    Edited(PartyKey, PartyInput, Text),
    /// A person was added to a company.
    PersonAdded(PartyKey),
    /// A person was removed.
    PersonRemoved(PartyKey, PersonKey),
    /// One of a person's inputs was edited.
    PersonEdited(PartyKey, PersonKey, PersonInput, Text),
}
