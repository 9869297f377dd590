// Films of courses: sent and played.
export default {
  films: {
    add: 'Choose a film', replace: 'Another film', remove: 'Remove the film', stop: 'Stop sending', hint: 'MP4 (H.264 with AAC) or WebM, at most 256 MB. It goes on by itself after the network was away; choose the same file again after this page was closed, and it goes on where it stopped.',
    reading: 'Reading', sending: 'Sending', keeping: 'Keeping', waits: 'the network does not answer, trying again',
    not_a_film: 'This file is no MP4 or WebM film', too_large: 'The film has more than 256 MB', unreadable: 'This file cannot be read: choose it again', changed: 'What arrived is not what was sent: send it again', not_played: 'This browser cannot play the film; where phones cannot either, take an MP4 with H.264',
  },
};
