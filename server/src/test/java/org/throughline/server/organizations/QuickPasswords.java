package org.throughline.server.organizations;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Lets a server under test hash passwords with the least work that Argon2id knows: nearly every test has people with passwords, and that
 * work would be more than half of what they do. That a server works hard by itself is shown where one starts as it is shipped.
 */
public final class QuickPasswords implements BeanFactoryPostProcessor {
    private static final int MEMORY_KIB = 8;
    private static final int PASSES = 1;

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ((AbstractBeanDefinition) beans.getBeanDefinition("passwords"))
                .setInstanceSupplier(() -> new Passwords(
                        beans.getBean(KnownPasswords.class), beans.getBean(MeterRegistry.class), MEMORY_KIB, PASSES));
    }
}
