"""The text in other languages."""

from fastapi import APIRouter

router = APIRouter()
