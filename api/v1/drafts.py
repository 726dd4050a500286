"""The agreement draft of an objective, rendered."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(tags=["objectives"])
