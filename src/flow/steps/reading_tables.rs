//! What the form reads of the template beside its data fields: the product tables.

use std::rc::Rc;

use crate::IS_FULL;
use crate::flow::commands::Commands;
use crate::flow::effect::RequestId;
use crate::flow::form::items::table::Table;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::products::{ProductSection, Tables};

impl Filling {
    /// The product tables that are known.
    pub fn tables(&self) -> &[Rc<Table>] {
        self.products.as_ref().map(|products| products.known()).unwrap_or_default()
    }

    /// Whether the template takes products, and its tables are not known.
    pub fn lacks_tables(&self) -> bool {
        self.products.as_ref().is_some_and(|products| !matches!(products.tables, Tables::Known(_)))
    }

    /// Reads the product tables, if they are missing.
    pub(in crate::flow) fn read_tables(&mut self, commands: &mut Commands) {
        let template = self.choice.template.id;
        if let Some(products) = self.products.as_mut().filter(|it| IS_FULL && it.tables == Tables::Missing) {
            **products = ProductSection::begin(template, commands);
        }
    }

    /// The user goes on without what is being read: its answer would come unheard, and the form would wait for it when
    /// they are back.
    pub(in crate::flow) fn stop_reading(&mut self) {
        self.request = None;
        if let Some(products) = self.products.as_mut().filter(|it| matches!(it.tables, Tables::Loading(_))) {
            products.tables = Tables::Missing;
        }
    }

    /// The request under way with this id: the product tables are read beside whatever else is.
    pub(in crate::flow) fn pending_mut(&mut self, id: RequestId) -> Option<&mut PendingRequest> {
        match self.products.as_mut().map(|products| &mut products.tables) {
            Some(Tables::Loading(request)) if request.id == id => Some(request),
            _ => self.request.as_mut(),
        }
    }
}
