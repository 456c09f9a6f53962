// Lists: what the server sends works by itself; this makes it quick, keeps what is chosen over pages, and gives it keys.
import "./lists/keys.js";
import "./lists/selection.js";
import "./lists/swapping.js";
