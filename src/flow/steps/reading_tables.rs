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

    /// Reads the product tables, if they are missing.
    pub(in crate::flow) fn read_tables(&mut self, commands: &mut Commands) {
        if IS_FULL && self.products.as_ref().is_some_and(|products| products.tables == Tables::Missing) {
            self.products = Some(ProductSection::begin(self.choice.template.id, commands)).into();
        }
    }

    /// The user goes on without what is being read: its answer would come unheard, and the form would wait for it when
    /// they are back.
    pub(in crate::flow) fn stop_reading(&mut self) {
        self.request = None;
        if IS_FULL && let Some(products) = self.products.as_mut().filter(|it| matches!(it.tables, Tables::Loading(_))) {
            products.tables = Tables::Missing;
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
