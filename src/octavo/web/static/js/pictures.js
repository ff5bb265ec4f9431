// A picture that its publisher no longer serves takes its frame with it.
const gone = (picture) => (picture.closest(".card-image, .story-image, figure:not(.player)") ?? picture).remove();
for (const picture of document.querySelectorAll("main img")) {
  if (picture.complete && picture.currentSrc && !picture.naturalWidth) gone(picture);
  else picture.addEventListener("error", () => gone(picture));
}
