//! The product tables of a template are read, and what of the host's line items fits none of them.

use std::rc::Rc;

use crate::api::data_field::DataField;
use crate::api::failure::Failure;
use crate::api::product_group::ProductGroups;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Warning};
use crate::flow::form::edits::Edits;
use crate::flow::form::items::table::{adopt, without_table};
use crate::flow::form::prefill::Prefill;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::catalogue::Choice;
use crate::flow::steps::choosing::loading::Loading;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::products::ProductSection;
use crate::full::{IS_FULL, OfFull};

/// The console's warning about line items for a template that takes none.
const NO_PRODUCTS: &str = "prefill.items: the template takes no products";
/// The same about one that fits no table, around its index.
const NO_TABLE_BEFORE: &str = "prefill.items[";
const NO_TABLE: &str = "].group: the template has no such table";

impl Flow {
    /// The form opens, and the product tables are read beside it. Only what was sent before an instance stopped is not
    /// known without them.
    pub(super) fn fields_known(&mut self, choice: Choice, fields: Vec<Rc<DataField>>, commands: &mut Commands) {
        let Step::Choosing(choosing) = &mut self.step else {
            return;
        };
        let takes_products = IS_FULL && choice.template.options.products;
        if takes_products && self.snapshot.as_ref().is_some_and(|snapshot| snapshot.attempt.is_some()) {
            choosing.loading = Some(Loading::tables(choice, fields, commands));
            return;
        }
        let template = choice.template.id;
        let mut filling = Filling::new(choosing.catalogue.clone(), choice, fields);
        if takes_products {
            filling.products = Some(ProductSection::begin(template, commands)).into();
        }
        self.fill_in(filling, commands);
    }

    /// The product tables were read. Without them the form stays as it is, and so do the template's rows. A review that
    /// waited for them goes on by itself; without a network there would be nothing to go on to.
    pub(super) fn tables_loaded(&mut self, result: &Result<ProductGroups, Failure>, commands: &mut Commands) {
        if !IS_FULL {
            return;
        }
        if let Err(failure) = result {
            commands.report(failure);
        }
        let section = ProductSection::of(result);
        adopt(&mut self.edits.tables, section.known());
        let products = OfFull::from(Some(section));
        match &mut self.step {
            Step::Filling(filling) => {
                let goes_on = filling.awaited_tables().is_some() && !(self.offline && result.is_err());
                filling.products = products;
                self.warn_about_items(commands);
                if goes_on {
                    self.submitted(commands);
                }
            }
            Step::Choosing(choosing) => {
                if let Some(Loading { choice, fields: Some(fields), .. }) = choosing.loading.take() {
                    let mut filling = Filling::new(choosing.catalogue.clone(), choice, fields);
                    filling.products = products;
                    self.fill_in(filling, commands);
                }
            }
            _ => {}
        }
    }

    /// Whether rows that somebody has given or edited do not go along, because the tables are not known.
    pub fn loses_rows(&self, filling: &Filling) -> bool {
        filling.lacks_tables() && has_rows(&self.edits, &self.settings.prefill)
    }

    /// Says in the console which line items of the host fit no table, by their paths.
    pub(super) fn warn_about_items(&self, commands: &mut Commands) {
        let Step::Filling(filling) = &self.step else { return };
        if !IS_FULL {
            return;
        }
        let items = &self.settings.prefill.items;
        if filling.products.as_ref().is_none() && !items.is_empty() {
            commands.push(Effect::Warn(Warning::Property(NO_PRODUCTS.into())));
        }
        let known = filling.products.is_some() && !filling.lacks_tables();
        for index in without_table(filling.tables(), items).into_iter().filter(|_| known) {
            let text = [NO_TABLE_BEFORE, &index.to_string(), NO_TABLE].concat();
            commands.push(Effect::Warn(Warning::Property(text.into())));
        }
    }
}

/// Whether somebody has given or edited rows, for whatever table.
pub(super) fn has_rows(edits: &Edits, prefill: &Prefill) -> bool {
    IS_FULL && (!prefill.items.is_empty() || edits.tables.iter().any(|edit| edit.rows.is_some()))
}
