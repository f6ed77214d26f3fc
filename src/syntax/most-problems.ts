/** Of one file: enough to mend it by. One of nothing but stray braces has a hundred thousand. */
export const mostProblems = 20;
