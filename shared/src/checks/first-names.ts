// First names by which a full name is known from other pairs of capitalized words. Those that are words, months or places too are
// left out: a rule that is often wrong is one that nobody reads.
const listed = `
Aaron Adam Adrian Ahmed Aisha Alan Albert Alex Alexander Alexandra Ali Alice Alina Amanda Amelie Amira Amy Ana Andrea Andreas Andrew
Andrzej Angela Anja Anke Ann Anna Anne Annalena Anne-Marie Annegret Annika Anthony Anton Antonia Antonio Armin Arthur Astrid Axel
Barbara Bastian Beate Ben Benjamin Bernd Bernhard Bettina Birgit Björn Boris Brigitte Bruno Camilla Carl Carla Carlos Carmen Carsten
Catherine Cem Charles Charlotte Chris Christa Christian Christiane Christina Christine Christoph Christopher Claudia Clara Clemens
Cornelia Cynthia Dagmar Daniel Daniela David Deborah Dennis Detlef Diana Dieter Dietmar Dirk Dominik Donald Dorothea Doris Dorothy
Edgar Edith Edward Elena Elias Elisa Elisabeth Elizabeth Ella Elke Ellen Emil Emily Emma Emmanuel Eric Erik Erika Ernst Esther
Eugen Eva Evelyn Fabian Fatima Felix Ferdinand Florian Franz Franziska Fred Frederik Friederike Friedrich Fritz Gabriel Gabriele
Gary Georg George Gerald Gerd Gerhard Gertrud Gisela Giorgia Giovanni Gottfried Greta Gudrun Guido Günter Günther Gustav Hanna Hannah Hannelore
Hans Harald Harry Hartmut Hassan Hauke Heather Heidi Heike Heiko Heiner Heinrich Heinz Helen Helena Helga Helmut Hendrik Henning
Henri Henrik Henry Herbert Hermann Holger Horst Hubert Hubertus Hugo Ibrahim Ida Ilse Ina Ines Inga Inge Ingo Ingrid Irene Iris Isabel
Isabella Ivan Jacob Jakob James Jan Jana Jane Janina Jannik Jason Jean Jeff Jeffrey Jennifer Jens Jeremy Jessica Jim Joachim Joanna
Jochen Joe Johann Johanna Johannes John Jonas Jonathan Jörg Josef Joseph Joshua José Juan Judith Julia Julian Juliane Julius Jürgen
Justin Jutta Kai Kamala Karen Karin Karl Karl-Heinz Karla Karsten Katharina Katherine Kathrin Katja Katrin Keir Kelly Ken Kenneth Kerstin Kevin
Kim Kirsten Klara Klaus Konrad Konstantin Kristian Kristina Kristin Kurt Lars Laura Lea Lena Leon Leonie Lina Linda Lisa Lothar Louis
Louise Lucas Lucy Ludwig Luis Luisa Lukas Luther Lutz Maike Malte Manfred Manuel Manuela Marc Marcel Marco Marcus Margaret Margarete Maria
Marianne Marie Marina Mario Marion Markus Marlene Marta Martha Martin Martina Mary Mateo Mathias Matthew Matthias Max Maximilian Maya
Mehmet Melanie Meike Mia Michael Michaela Michelle Miguel Mike Mohammed Monica Monika Moritz Mustafa Nadine Nancy Natalie Natascha Nathan
Nicholas Nicola Nicolas Nicole Niels Nikolaus Nils Nina Noah Nora Norbert Olaf Oleg Olga Oliver Oliver Oskar Otto Pamela Pascal Patricia
Patrick Paul Paula Pauline Peter Petra Philip Philipp Pia Pierre Rachel Rainer Ralf Ralph Rebecca Regina Reiner Reinhard Renate Ricarda
Richard Rita Robert Roberto Robin Roderich Roger Roland Rolf Roman Ronald Rosa Rudolf Ruth Ryan Sabine Sahra Samuel Sandra Sara Sarah Saskia
Scott Sebastian Sergej Sigrid Silke Silvia Simon Simone Sofia Sonja Sophia Sophie Stefan Stefanie Steffen Stephan Stephanie Stephen
Steve Steven Susan Susanne Sven Svenja Sylvia Tanja Tatjana Theo Theodor Theresa Thomas Thorsten Tim Timothy Tina Tobias Tom Tomas
Tony Torsten Udo Ulf Ulrich Ulrike Ursula Ute Uwe Valentin Vanessa Vera Verena Veronika Viktor Viktoria Vincent Vladimir Volker
Volodymyr Walter Waltraud Werner Wiebke Wilhelm William Winfried Wladimir Wolfgang Wolfram Xaver Yasmin Yusuf Yvonne Zoe
`;

/** Whether a word is a first name that many people have. */
export function isFirstName(word: string): boolean {
  return firstNames.has(word);
}

const firstNames: ReadonlySet<string> = new Set(listed.trim().split(/\s+/u));
