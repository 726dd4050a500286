"""The first version of the HTTP interface: every command and every reading, one route each."""

from fastapi import APIRouter, Depends

from placet.api.v1 import (
    accounts,
    beginnings,
    definitions,
    deliberation,
    drafts,
    files,
    house,
    negotiations,
    objectives,
    registry,
    rehearsals,
    wording,
)
from placet.api.v1.asking import json_only
from placet.api.v1.described import REFUSALS

router = APIRouter(prefix="/api/v1", responses=REFUSALS)
for part in (
    deliberation,
    objectives,
    wording,
    negotiations,
    registry,
    definitions,
    rehearsals,
    drafts,
    files,
    house,
    accounts,
):
    router.include_router(part.router, dependencies=[Depends(json_only)])
router.include_router(beginnings.router, dependencies=[Depends(json_only)])
router.include_router(beginnings.grounds, dependencies=[Depends(json_only)])
router.include_router(negotiations.importing)
router.include_router(files.taking)
