//! What a card or a list reads first.

use super::{Next, Opening};
use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::settings::Settings;
use crate::flow::steps::unavailable::Reason;

impl Opening {
    pub(in crate::flow) fn card_loaded(
        self,
        result: Result<Contract, Failure>,
        settings: &Settings,
        commands: &mut Commands,
    ) -> Next {
        match result {
            Ok(contract) => Next::Show(contract),
            Err(failure) if failure.refusal() == Some(Refusal::Missing) => {
                Next::Unavailable(Reason::Missing, Some(failure))
            }
            Err(failure) => self.read_failed(failure, settings, commands),
        }
    }

    /// The first page of the record's contracts.
    pub(in crate::flow) fn listed(
        self,
        result: Result<Page<Contract>, Failure>,
        settings: &Settings,
        commands: &mut Commands,
    ) -> Next {
        match result {
            Ok(page) => Next::List(page),
            Err(failure) if failure.refusal() == Some(Refusal::Session) => {
                self.read_failed(failure, settings, commands)
            }
            Err(failure) => Next::Unavailable(Reason::of_list(&failure), Some(failure)),
        }
    }

    fn read_failed(self, failure: Failure, settings: &Settings, commands: &mut Commands) -> Next {
        match failure.refusal() {
            Some(Refusal::Session) => self.catalogue_failed(failure, settings, commands),
            _ => self.give_up(failure),
        }
    }
}
