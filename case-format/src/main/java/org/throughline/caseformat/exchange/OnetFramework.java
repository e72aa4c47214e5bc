package org.throughline.caseformat.exchange;

import org.throughline.caseformat.model.CFPackage;

/**
 * One occupation as a framework.
 *
 * @param occupationCode its O*NET-SOC code, such as {@code 49-9051.00}
 * @param title the occupation's title
 * @param pkg the framework
 * @param tasks how many tasks it has
 * @param tasksWithoutActivity how many of them stand right under the occupation, because no work activity is linked to them
 * @param tasksWithSeveralActivities how many of them stand under more than one detailed work activity
 * @param activities how many work activities of all three levels it has
 */
public record OnetFramework(
        String occupationCode,
        String title,
        CFPackage pkg,
        int tasks,
        int tasksWithoutActivity,
        int tasksWithSeveralActivities,
        int activities) {}
