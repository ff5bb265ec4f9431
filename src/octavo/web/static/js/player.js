// Puts the player in the place of its picture when it is pressed. Nothing is loaded from the publisher before that.
for (const link of document.querySelectorAll("a.play")) {
  const { embed, file, kind, title } = link.dataset;
  if (!embed && !file) continue;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement(embed ? "iframe" : kind === "audio" ? "audio" : "video");
    player.title = title;
    if (embed) {
      player.src = embed;
      player.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
      player.allowFullscreen = true;
      player.referrerPolicy = "strict-origin-when-cross-origin";
      player.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups");
    } else {
      player.src = file;
      player.controls = true;
      player.autoplay = true;
    }
    link.replaceWith(player);
    player.focus();
  });
}
