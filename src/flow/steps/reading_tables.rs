//! What the form reads of the template beside its data fields: the product tables.

use std::rc::Rc;

use crate::flow::commands::Commands;
use crate::flow::effect::RequestId;
use crate::flow::form::items::table::Table;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::products::{ProductSection, Tables};
use crate::full::IS_FULL;

impl Filling {
    /// The product tables that are known.
    pub fn tables(&self) -> &[Rc<Table>] {
        if IS_FULL { self.products.as_ref().map(ProductSection::known).unwrap_or_default() } else { &[] }
    }

    /// Whether the template takes products, and its tables are not known.
    pub fn lacks_tables(&self) -> bool {
        IS_FULL && self.products.as_ref().is_some_and(|products| !matches!(products.tables, Tables::Known(_)))
    }

    /// What the review waits for, if it does.
    pub fn awaited_tables(&self) -> Option<&PendingRequest> {
        match self.products.as_ref() {
            Some(ProductSection { tables: Tables::Loading(request), awaited: true, .. }) if IS_FULL => Some(request),
            _ => None,
        }
    }

    /// The review waits for the product tables, or no longer.
    pub(in crate::flow) fn await_tables(&mut self, awaited: bool) {
        if IS_FULL && let Some(products) = self.products.as_mut() {
            products.awaited = awaited;
        }
    }

    /// Whether the product tables are being read.
    pub(in crate::flow) fn is_reading_tables(&self) -> bool {
        IS_FULL && self.products.as_ref().is_some_and(|products| matches!(products.tables, Tables::Loading(_)))
    }

    /// Reads the product tables, if they are missing.
    pub(in crate::flow) fn read_tables(&mut self, commands: &mut Commands) {
        self.read_tables_if(|tables| matches!(tables, Tables::NotRead | Tables::Missing), commands);
    }

    /// Back in the form, reads the product tables that nobody waited for.
    pub(in crate::flow) fn resume_reading(&mut self, commands: &mut Commands) {
        self.read_tables_if(|tables| *tables == Tables::NotRead, commands);
    }

    fn read_tables_if(&mut self, is_wanted: fn(&Tables) -> bool, commands: &mut Commands) {
        if IS_FULL && self.products.as_ref().is_some_and(|products| is_wanted(&products.tables)) {
            self.products = Some(ProductSection::begin(self.choice.template.id, commands)).into();
        }
    }

    /// The user goes on without what is being read: its answer would come unheard, and the form would wait for it when
    /// they are back.
    pub(in crate::flow) fn stop_reading(&mut self) {
        self.request = None;
        if IS_FULL && let Some(products) = self.products.as_mut().filter(|it| matches!(it.tables, Tables::Loading(_))) {
            products.tables = Tables::NotRead;
        }
    }

    /// The request under way with this id: the product tables are read beside whatever else is.
    pub(in crate::flow) fn pending_mut(&mut self, id: RequestId) -> Option<&mut PendingRequest> {
        if IS_FULL
            && let Some(ProductSection { tables: Tables::Loading(request), .. }) = self.products.as_mut()
            && request.id == id
        {
            return Some(request);
        }
        self.request.as_mut()
    }
}
